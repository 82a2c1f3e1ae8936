"""Places in a text, described so that its author finds them."""

import re


def place_of(number: int, text: str) -> str:
    """Return the name of a paragraph: its number and first words."""
    return ", ".join(filter(None, (f"Paragraph {number}", quoted(text))))


def quoted(text: str) -> str:
    """Return the first words of a text, in quotation marks."""
    words = visible(text).split()
    begin = " ".join(words[:6])
    more = "…" if len(words) > 6 or len(begin) > 60 else ""
    return f"“{begin[:60]}{more}”" if begin else ""


def visible(text: str) -> str:
    """Return a text without the marks of comments."""
    return re.sub("\ue000[0-9]*\ue001", "", text)
