"""Text as PDFs hold it, made into text that can be stored, or recognised as none.

A font draws shapes; which letters they mean stands in a table that may be missing. Then a page looks right, and its
text is private, control or replacement characters.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from archive.importers.extraction.geometry import Piece

HYPHENS_OF_PDFIUM = "\u0002\ufffe"  # at the end of a line
SPACES = re.compile(r" {2,}")
MOST_UNKNOWN = 0.1  # share of the characters; more is no text
LEAST_UNKNOWN = 5  # characters: a few ornaments do not make a page unreadable


def readable(text: str) -> str:
    """Return a text with its surrogates paired, composed, and without characters that mean nothing."""
    kept = [letter for letter in _paired(text) if not _is_unknown(letter)]
    return SPACES.sub(" ", unicodedata.normalize("NFC", "".join(kept))).strip()


def readable_pieces(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces of which something is readable, as readable text."""
    cleaned = (replace(piece, text=_with_hyphen(piece.text)) for piece in pieces)
    return [piece for piece in cleaned if piece.text]


def _with_hyphen(text: str) -> str:
    """Keep the mark that PDFium gives for a hyphen at the end of a line."""
    has_hyphen = len(text) > 1 and text[-1] in HYPHENS_OF_PDFIUM
    return readable(text[:-1]) + text[-1] if has_hyphen else readable(text)


def is_garbled(texts: Iterable[str]) -> bool:
    """Whether so many characters mean nothing that the page has to be read from its picture."""
    letters = [letter for text in texts for letter in _paired(text.rstrip(HYPHENS_OF_PDFIUM)) if letter not in " \n"]
    unknown = sum(map(_is_unknown, letters))
    return unknown >= LEAST_UNKNOWN and unknown > MOST_UNKNOWN * len(letters)


def _paired(text: str) -> str:
    """Join the halves of a character beyond U+FFFF; a half without its other becomes U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_unknown(letter: str) -> bool:
    """Whether a character is a control, private use or replacement character, or none at all."""
    is_no_character = ord(letter) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(letter) <= 0xFDEF
    is_line_end = letter in "\n\t"
    return letter == "\ufffd" or is_no_character or (unicodedata.category(letter) in {"Cc", "Co"} and not is_line_end)
