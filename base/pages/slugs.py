"""Slugs that the magazine makes itself."""

from anyascii import anyascii
from django.utils.text import slugify


def slug_of(text: str, *, otherwise: str, longest: int = 80) -> str:
    """Return the slug of a text in any script, or `otherwise` if it has neither letters nor digits."""
    return slugify(anyascii(text))[:longest].strip("-") or otherwise
