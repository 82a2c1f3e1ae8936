"""Terms as records for files. Independent of Django."""

from collections.abc import Sequence
from dataclasses import dataclass

COLUMNS = (
    *("slug", "name", "group", "status", "scope_note", "synonyms", "see_also", "discussion", "successor"),
)  # fmt: skip
BETWEEN = ";"


@dataclass(frozen=True)
class TermRecord:
    """A term, with the line of the file where it begins; see-also terms and successor are slugs."""

    line: int
    slug: str
    name: str
    group: str
    status: str = ""
    scope_note: str = ""
    synonyms: Sequence[str] = ()
    see_also: Sequence[str] = ()
    discussion: str = ""
    successor: str = ""


@dataclass(frozen=True)
class Problem:
    """A problem in a file: the place, and the message."""

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        place = f"line {self.line}, {self.column}" if self.column else f"line {self.line}"
        return f"{place}: {self.message}"


class NotReadableError(ValueError):
    """A file in no known format; the message names the place of the error."""
