"""The files of an issue as plain records, and the problems found in them."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path


class Weight(Enum):
    """The consequence of a problem."""

    REFUSED = "refused"
    OPEN = "open"  # imported, and looked at again at the next run
    NOTE = "note"


@dataclass(frozen=True)
class Problem:
    """One thing that somebody should know: where it is, what it is, and what to do."""

    place: str
    text: str
    weight: Weight = Weight.REFUSED

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


class ImportProblemError(Exception):
    """A value or a file that cannot be used; the message names the thing and the cure."""


def unexpected(error: Exception) -> str:
    """Return a sentence for an error that nobody has thought of."""
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


@dataclass(frozen=True)
class Row:
    """One article of a list of contents."""

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
        """Its pages as they are printed."""
        return str(self.first_page) if self.first_page == self.last_page else f"{self.first_page}–{self.last_page}"


@dataclass(frozen=True)
class IssueRecord:
    """One issue: what is known of it, its PDF and its contents."""

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
    first_folio: int = 1
    spreads: bool = False
    cover_page: int = 1
    cover_file: Path | None = None
    companions: tuple[Companion, ...] = ()


@dataclass
class Findings:
    """Collects what is wrong with one issue, so that one run names all of it."""

    place: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, text: object, *, place: str = "", weight: Weight = Weight.REFUSED) -> None:
        """Note a problem, at a row or a file when one is named."""
        self.problems.append(Problem(place or self.place, str(text), weight))

    @property
    def refused(self) -> bool:
        """Whether the issue cannot be imported."""
        return any(problem.weight is Weight.REFUSED for problem in self.problems)
