"""What makes a magazine of an empty database."""
