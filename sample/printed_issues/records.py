"""The files of the sample issues as plain records."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Author:
    """Somebody as a byline of the time names them."""

    name: str
    title: str
    institution: str
    city: str
    slug: str = ""
    role: str = "author"

    @property
    def line(self) -> str:
        """Name, title and institution as printed."""
        return ", ".join(part for part in (self.name, self.title, self.institution) if part)

    @property
    def byline(self) -> dict[str, str]:
        """The bylines as the list of contents has them."""
        kept = {"name": self.name, "title": self.title, "institution": self.institution}
        named = {"contributor": self.slug} if self.slug else {}
        return {"role": self.role, **kept, **named}


@dataclass(frozen=True)
class SampleArticle:
    """One article: its own text, and the sources of its other paragraphs."""

    title: str
    department: str
    teaser: str
    lead: str
    quote: str
    stock: str
    authors: tuple[Author, ...]
    trends: tuple[str, ...]
    pages: int = 1
    paragraphs: tuple[str, ...] = ()

    @property
    def credit(self) -> str:
        """The byline below the headline."""
        return "By " + "; ".join(author.line for author in self.authors)


@dataclass(frozen=True)
class SampleIssue:
    """One issue."""

    key: str
    year: int
    months: str
    theme: str
    overview: str
    motif: str
    articles: tuple[SampleArticle, ...]
    companions: tuple[dict[str, str], ...] = ()

    @property
    def date(self) -> str:
        """Months and year as printed."""
        return f"{self.months} {self.year}"


@dataclass(frozen=True)
class Stock:
    """Paragraphs on one subject by the part that they play, and headings for some parts."""

    parts: Mapping[str, list[str]]
    heads: Mapping[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Archive:
    """All sample issues, oldest first, and the material they are made from."""

    issues: tuple[SampleIssue, ...]
    stocks: Mapping[str, Stock]

    def issue(self, key: str) -> SampleIssue:
        """Return the issue with a key. Raise KeyError."""
        return {issue.key: issue for issue in self.issues}[key]
