"""Copies of everything that cannot be made again, and the way back from them."""
