"""What of the pieces somebody wants to know when the day begins."""
