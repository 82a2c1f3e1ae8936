"""Read single values: months, years, page ranges, ISSNs, links. Each raises ImportProblemError."""

import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from archive.importers.parsing.records import FRONT, ImportProblemError
from archive.page_labels import FROM_ROMAN

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
PAIRS = tuple(f"{MONTHS[i]}/{MONTHS[i + 1]}" for i in range(0, 12, 2))
# The initials of a pair are enough: no two pairs share them.
BY_INITIALS = {f"{MONTHS[i][0]}{MONTHS[i + 1][0]}": i // 2 + 1 for i in range(0, 12, 2)}
MONTH_SEPARATOR = re.compile(r"\s*(?:[/&+–—-]|\band\b)\s*")
PAGES = re.compile(r"(\d{1,4}|[ivxlc]+)(?:\s*[-–—‑]\s*(\d{1,4}|[ivxlc]+))?", re.IGNORECASE)
FIRST_YEAR, LAST_YEAR = 1973, 2100
YES, NO = {"yes", "true", "1", "y"}, {"no", "false", "0", "n"}
LARGEST = 32_767  # what a small integer of a database holds


def text(value: Any, *, most: int | None = None) -> str:
    """Return a value as tidy text on one line."""
    return checked(" ".join(_plain(value).split()), most)


def paragraphs(value: Any, *, most: int | None = None) -> str:
    """Return a value as text, with its paragraphs."""
    lines = [" ".join(line.split()) for line in _plain(value).splitlines()]
    return checked(re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip(), most)


def _plain(value: Any) -> str:
    if isinstance(value, dict | list):
        raise ImportProblemError("one value belongs here, not a list or a mapping: write it as plain text")
    return "" if value is None else unicodedata.normalize("NFC", str(value))


def checked(value: str, most: int | None) -> str:
    """Refuse characters that no database stores, and text that is too long."""
    if bad := next((c for c in value if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"), None):
        raise ImportProblemError(f"the character U+{ord(bad):04X} cannot be stored: remove it from “{_shown(value)}”")
    if most and len(value) > most:
        raise ImportProblemError(f"“{value[:40]}…” has {len(value)} characters: shorten it to {most} at most")
    return value


def _shown(value: str) -> str:
    return "".join(c for c in value if unicodedata.category(c) != "Cc")[:60]


def month_pair(value: Any) -> int:
    """Return the number of a pair, 1 to 6, from “March/April”, “Mar/Apr”, “M/A” or “3-4”."""
    words = [word for word in MONTH_SEPARATOR.split(text(value).strip(" .")) if word]
    if len(words) == 2:
        if pair := BY_INITIALS.get("".join(words).upper()):
            return pair
        first, second = (_month(word) for word in words)
        if first and second == first + 1 and first % 2:
            return (first + 1) // 2
    shown = f"“{text(value)}” is no pair of months" if text(value) else "the months are missing"
    raise ImportProblemError(f"{shown}: write one of {', '.join(PAIRS)}")


def _month(word: str) -> int:
    if word.isdecimal():
        return int(word)
    word = word.strip(". ").casefold()
    named = [n for n, month in enumerate(MONTHS, 1) if len(word) >= 3 and month.casefold().startswith(word)]
    return named[0] if named else 12 * (word == "sept") and 9


def year(value: Any) -> int:
    """Return a year in which there may have been an issue."""
    found = text(value)
    if not (found.isdecimal() and FIRST_YEAR <= int(found) <= LAST_YEAR):
        shown = f"“{found}” is no year" if found else "the year is missing"
        raise ImportProblemError(f"{shown}: write one from {FIRST_YEAR} to {LAST_YEAR}, such as 2019")
    return int(found)


def number(value: Any, *, least: int = 1) -> int | None:
    """Return a whole number, or nothing for nothing."""
    found = text(value)
    if not found:
        return None
    if not re.fullmatch(r"-?[0-9]{1,6}", found) or not least <= int(found) <= LARGEST:
        raise ImportProblemError(f"“{found}” is no whole number from {least} to {LARGEST}: write digits only")
    return int(found)


def yes_or_no(value: Any) -> bool | None:
    """Return whether a value says yes, or None if it is empty."""
    found = text(value).casefold()
    if found not in {"", *YES, *NO}:
        raise ImportProblemError(f"“{found}” is neither yes nor no: write one of the two")
    return found in YES if found else None


def page_range(value: Any) -> tuple[int, int]:
    """Return first and last page from “12–15”, “12-15”, “12” or “ii–iv”; see `Row` for those in Roman."""
    found = text(value)
    match = PAGES.fullmatch(found)
    if not match:
        shown = f"“{found}” is no page range" if found else "the pages are missing"
        raise ImportProblemError(f"{shown}: write first and last page as printed, such as 12–15, or one page")
    first, last = _page(match[1]), _page(match[2] or match[1])
    if last < first:
        raise ImportProblemError(
            f"the page range {found} ends before it begins: write {match[2]}–{match[1]} if that is what is meant"
        )
    return first, last


def _page(found: str) -> int:
    if found.isdecimal():
        return int(found)
    if number := FROM_ROMAN.get(found.lower()):
        return FRONT + number
    raise ImportProblemError(f"“{found}” is no Roman number up to xcix: write it as printed, such as iv")


def issn(value: Any) -> str:
    """Return an ISSN whose check digit fits (ISO 3297, modulus 11)."""
    found = text(value).upper().removeprefix("ISSN").strip()
    if not found:
        return ""
    digits = found.replace("-", "")
    if not re.fullmatch(r"\d{4}-?\d{3}[\dX]", found):
        raise ImportProblemError(f"“{found}” is no ISSN: it looks like 1528-820X")
    total = sum(int(digit) * weight for digit, weight in zip(digits[:7], range(8, 1, -1), strict=True))
    if "0123456789X"[-total % 11] != digits[7]:
        raise ImportProblemError(f"the ISSN {found} has a wrong digit: the last one does not fit the others")
    return f"{digits[:4]}-{digits[4:]}"


def link(value: Any) -> str:
    """Return an address on the web."""
    found = text(value, most=200)
    try:
        parts = urlsplit(found)
    except ValueError:
        parts = urlsplit("")
    if found and (parts.scheme not in {"http", "https"} or "." not in parts.netloc or " " in found):
        raise ImportProblemError(f"“{found}” is no link: write it in full, such as https://museum.example/tides")
    return found
