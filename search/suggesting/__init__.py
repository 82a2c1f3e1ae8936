"""Suggestions while somebody types: on our pages, and in the search field of a browser."""
