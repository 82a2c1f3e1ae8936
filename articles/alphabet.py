"""The order in which readers look up names and titles, whatever alphabet they are written in."""

from anyascii import anyascii


def plain(text: str) -> str:
    """Return a text in plain small letters, without quotes and brackets before it."""
    return anyascii(text).lower().lstrip("\"'([ ")


def initial(word: str) -> str:
    """Return the letter under which a plain word stands; nothing when it begins with none."""
    return word[:1] if word[:1].isalpha() else ""
