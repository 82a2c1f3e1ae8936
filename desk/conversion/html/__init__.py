"""HTML of any origin becomes body blocks. Knows neither Django nor files."""
