"""Suggestions from the words of a text."""
