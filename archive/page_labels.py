"""Page labels: front matter counts i, ii, … and the pages after it 1, 2, … (PDF 1.7, section 12.4.2).

An issue counts its pages on in one line of numbers, so those of its front matter are below 1.
"""

from collections.abc import Sequence

NUMERALS = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v"}
NUMERALS |= {4: "iv", 1: "i"}


def roman(number: int) -> str:
    """Return a number above 0 in small Roman numerals."""
    written = ""
    for value, numeral in NUMERALS.items():
        count, number = divmod(number, value)
        written += numeral * count
    return written


FROM_ROMAN = {roman(number): number for number in range(1, 100)}


def page_label(folio: int, first_folio: int) -> str:
    """Return the label printed on a page of an issue, by the number of its first page."""
    return roman(folio - first_folio + 1) if folio < 1 else str(folio)


def label_range(first: str, last: str) -> str:
    """Return two labels as they are cited, “12–15”; one alone if they are equal or the other is empty."""
    return "–".join(dict.fromkeys(filter(None, (first, last))))


def first_folio_of(labels: Sequence[str]) -> int | None:
    """Return the number of the first page by the labels of a PDF, or None if they count in another way."""
    numbered = next((index for index, label in enumerate(labels) if label.isdecimal()), len(labels))
    first = int(labels[numbered]) - numbered if numbered < len(labels) else 1 - numbered
    counted = [page_label(first + index, first) for index in range(len(labels))]
    return first if labels and counted == [label.lower() for label in labels] else None
