"""The vocabulary for readers, and the figures shown with it."""
