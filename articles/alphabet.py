"""Alphabetical order of names and titles, in any alphabet."""

from anyascii import anyascii


def plain(text: str) -> str:
    """Return a text in plain small letters, without quotes and brackets before it."""
    return anyascii(text).lower().lstrip("\"'([ ")


def initial(word: str) -> str:
    """Return the first letter of a plain word, or an empty string if it begins with none."""
    return word[:1] if word[:1].isalpha() else ""
