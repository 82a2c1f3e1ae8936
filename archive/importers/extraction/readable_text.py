"""Turn the text of PDFs into text that can be stored, or recognise it as garbled.

Fonts draw shapes; the table that maps them to letters may be missing. Then a page looks right, but its text
consists of private use, control or replacement characters.
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
    """Return the pieces with readable text, cleaned of the rest."""
    cleaned = (replace(piece, text=_with_hyphen(piece.text)) for piece in pieces)
    return [piece for piece in cleaned if piece.text]


def _with_hyphen(text: str) -> str:
    """Keep PDFium's mark for a hyphen at the end of a line."""
    has_hyphen = len(text) > 1 and text[-1] in HYPHENS_OF_PDFIUM
    return readable(text[:-1]) + text[-1] if has_hyphen else readable(text)


def is_garbled(texts: Iterable[str]) -> bool:
    """Return whether so many characters are meaningless that the page needs OCR."""
    letters = [letter for text in texts for letter in _paired(text.rstrip(HYPHENS_OF_PDFIUM)) if letter not in " \n"]
    unknown = sum(map(_is_unknown, letters))
    return unknown >= LEAST_UNKNOWN and unknown > MOST_UNKNOWN * len(letters)


def _paired(text: str) -> str:
    """Join the halves of a character beyond U+FFFF; a half without its other becomes U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_unknown(letter: str) -> bool:
    """Return whether a character is a control, private use or replacement character, or a noncharacter."""
    is_no_character = ord(letter) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(letter) <= 0xFDEF
    is_line_end = letter in "\n\t"
    return letter == "\ufffd" or is_no_character or (unicodedata.category(letter) in {"Cc", "Co"} and not is_line_end)
