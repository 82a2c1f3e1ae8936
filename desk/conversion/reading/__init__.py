"""Files become HTML, a reader for each kind. Knows no Django."""
