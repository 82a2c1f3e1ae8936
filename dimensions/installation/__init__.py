"""The setup of a new magazine in an empty database."""
