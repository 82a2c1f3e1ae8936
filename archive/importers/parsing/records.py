"""The files of an issue as plain records, and the problems found in them."""

from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from archive.page_labels import label_range, page_label

# Until it is known how an issue counts, page “ii” is FRONT + 2.
FRONT = -1000
NUMBERED = -50  # the least number of a first page


class Weight(Enum):
    """The consequence of a problem."""

    REFUSED = "refused"
    OPEN = "open"  # imported, and checked again at the next run
    NOTE = "note"


@dataclass(frozen=True)
class Problem:
    """A problem to report: where it is, what it is, and what to do."""

    place: str
    text: str
    weight: Weight = Weight.REFUSED
    key: str = ""  # of the issue of which nothing could be read

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


class ImportProblemError(Exception):
    """A value or a file that cannot be used; the message names the thing and the cure."""


def unexpected(error: Exception) -> str:
    """Return a sentence for an error that was not foreseen."""
    reason = " ".join(str(error).split())[:200]
    return (
        f"an unexpected error kept it out ({type(error).__name__}: {reason}): save its files again and import "
        "once more; if that does not help, show the log to whoever runs the software."
    )


@dataclass(frozen=True)
class Byline:
    """Somebody's part in an article, as it was printed."""

    name: str
    role: str = "author"
    title: str = ""
    institution: str = ""
    slug: str = ""


@dataclass(frozen=True)
class Companion:
    """A piece that was published only on the web."""

    title: str
    url: str = ""


def _printed(page: int) -> str:
    return str(page) if page >= NUMBERED else page_label(page, FRONT + 1)


@dataclass(frozen=True)
class Row:
    """One article of a list of contents; Roman page numbers are added to FRONT."""

    place: str
    title: str
    first_page: int
    last_page: int
    key: str = ""
    department: str = ""
    teaser: str = ""
    bylines: tuple[Byline, ...] = ()
    trends: tuple[str, ...] = ()

    @property
    def range(self) -> str:
        """The page numbers as printed."""
        return label_range(_printed(self.first_page), _printed(self.last_page))


@dataclass(frozen=True)
class IssueRecord:
    """One issue: its data, its PDF and its contents."""

    key: str
    place: str
    year: int
    months: int
    pdf: Path
    rows: tuple[Row, ...]
    theme: str = ""
    overview: str = ""
    volume: int | None = None
    number: int | None = None
    issn: str = ""
    rights_note: str = ""
    first_folio: int | None = None  # None: by the labels of the PDF
    spreads: bool = False
    cover_page: int = 1
    cover_file: Path | None = None
    companions: tuple[Companion, ...] = ()

    def counted_from(self, first_folio: int) -> "IssueRecord":
        """Return the issue with the number of its first page, and its Roman page numbers resolved by that."""

        def counted(page: int) -> int:
            return page if page >= NUMBERED else page - FRONT + first_folio - 1

        rows = [replace(row, first_page=counted(row.first_page), last_page=counted(row.last_page)) for row in self.rows]
        return replace(self, first_folio=first_folio, rows=tuple(rows))


@dataclass
class Findings:
    """Collects the problems of one issue, so that one run reports them all."""

    place: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, text: object, *, place: str = "", weight: Weight = Weight.REFUSED) -> None:
        """Note a problem, optionally at a row or a file."""
        self.problems.append(Problem(place or self.place, str(text), weight))

    @property
    def refused(self) -> bool:
        """Return whether the issue cannot be imported."""
        return any(problem.weight is Weight.REFUSED for problem in self.problems)
