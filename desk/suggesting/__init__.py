"""What the words of a text suggest."""
