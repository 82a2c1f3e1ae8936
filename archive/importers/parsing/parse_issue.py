"""Read one issue: its fields, its list of contents, and the files that it names."""

import difflib
import itertools
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from archive.importers.parsing import parse_values as values
from archive.importers.parsing.parse_bylines import bylines
from archive.importers.parsing.parse_folder import IssueSource, contents_of
from archive.importers.parsing.records import NUMBERED, Companion, Findings, ImportProblemError, IssueRecord, Row

Value = TypeVar("Value")
ISSUE_FIELDS = (
    "key", "year", "months", "theme", "overview", "volume", "number", "issn", "rights", "pdf", "first_page",
    "spreads", "cover_page", "cover", "contents", "web_companions",
)  # fmt: skip
ROW_FIELDS = ("title", "department", "pages", "bylines", "trends", "teaser", "key")


def parse_issue(source: IssueSource, findings: Findings) -> IssueRecord | None:
    """Return the record of an issue, or nothing when something in it must be put right first."""
    reader = _Reader(source, findings)
    reader.refuse_unknown(source.fields, ISSUE_FIELDS, source.place)
    fields = {name: reader.read(name, how) for name, how in _PLAIN.items()}
    pdf = reader.read("pdf", reader.pdf)
    cover_file = reader.read("cover", reader.file)
    rows = reader.rows()
    _compare(rows, findings)
    if findings.refused or pdf is None:
        return None
    known = {name: value for name, value in fields.items() if value is not None}
    return IssueRecord(key=source.key, place=source.place, pdf=pdf, cover_file=cover_file, rows=tuple(rows), **known)


def _companions(value: Any) -> tuple[Companion, ...]:
    """Read a list of mappings, or “Title <https://…>; Title <https://…>”."""
    parts = value if isinstance(value, list) else [part for part in values.text(value).split(";") if part.strip()]
    return tuple(_companion(part) for part in parts)


def _companion(part: Any) -> Companion:
    if isinstance(part, dict):
        title, url = part.get("title"), part.get("link")
    else:
        title, _, url = values.text(part).rstrip(" >").partition("<")
    if not values.text(title):
        raise ImportProblemError("a web companion has no title: write one before its link")
    return Companion(values.text(title, most=200), values.link(url))


def _first_page(value: Any) -> int | None:
    return values.number(value, least=NUMBERED)


def _theme(value: Any) -> str:
    return values.text(value, most=255)


# The parser of each field of an issue, by the name of the field in the record.
_PLAIN: dict[str, Callable[[Any], Any]] = {
    "year": values.year,
    "months": values.month_pair,
    "theme": _theme,
    "overview": values.paragraphs,
    "volume": values.number,
    "number": values.number,
    "issn": values.issn,
    "rights_note": lambda value: values.text(value, most=400),
    "first_folio": _first_page,
    "spreads": values.yes_or_no,
    "cover_page": values.number,
    "companions": _companions,
}
_WRITTEN = {"rights_note": "rights", "first_folio": "first_page", "companions": "web_companions"}


class _Reader:
    """Reads the fields of one issue and notes what cannot be read."""

    def __init__(self, source: IssueSource, findings: Findings) -> None:
        self.source, self.findings = source, findings

    def read(self, name: str, how: Callable[[Any], Value]) -> Value | None:
        """Return a field of the issue as `how` reads it, or nothing."""
        written = _WRITTEN.get(name, name)
        return self._try(written, how, self.source.fields.get(written), self.source.place)

    def _try(self, name: str, how: Callable[[Any], Value], value: Any, place: str) -> Value | None:
        try:
            return how(value)
        except ImportProblemError as error:
            self.findings.add(f"{name}: {error}.", place=place)
            return None

    def refuse_unknown(self, fields: Iterable[Any], known: tuple[str, ...], place: str) -> None:
        """Note unknown fields, with the closest known name."""
        for name in fields:
            if name not in known:
                near = difflib.get_close_matches(str(name), known, 1)
                cure = f"did you mean “{near[0]}”?" if near else f"use {', '.join(known)}."
                self.findings.add(f"“{name}” is no known field: {cure}", place=place)

    def file(self, value: Any) -> Path | None:
        """Return the file that a field names; it must lie in the folder of the import."""
        name = values.text(value)
        if not name:
            return None
        path = (self.source.folder / name).resolve()
        if not path.is_relative_to(self.source.root.resolve()):
            raise ImportProblemError(f"“{name}” leads out of the folder: put the file into it")
        if not path.is_file():
            raise ImportProblemError(f"the file “{name}” is missing: add it or correct its name")
        return path

    def pdf(self, value: Any) -> Path | None:
        """Return the PDF: the one that is named, or the only one in the folder of the issue."""
        if values.text(value) or self.source.folder == self.source.root:
            found = self.file(value)
            if found is None:
                raise ImportProblemError("no PDF is named: write the name of its file")
            return found
        there = sorted(path for path in self.source.folder.iterdir() if path.suffix.casefold() == ".pdf")
        if len(there) != 1:
            shown = ", ".join(path.name for path in there)
            problem = f"several PDFs lie here ({shown})" if there else "no PDF lies here"
            raise ImportProblemError(f"{problem}: name the one of the issue in “pdf”")
        return self.file(there[0].name)

    def rows(self) -> list[Row]:
        """Return the rows of contents, as far as they can be parsed."""
        try:
            contents = self.source.fields.get("contents")
            found = list(contents_of(self.source, contents, self._contents_file(contents)))
        except ImportProblemError as error:
            self.findings.add(f"contents: {error}.")
            return []
        if not found:
            self.findings.add("contents: there are no rows: write one for each article.")
        return [row for place, fields in found if (row := self._row(place, fields))]

    def _contents_file(self, contents: Any) -> Path | None:
        if isinstance(contents, list):
            return None
        usual = None if self.source.folder == self.source.root else "contents.csv"
        path = self.file(contents or usual)
        if path is None:
            raise ImportProblemError("no list of contents is named: write the name of its file")
        return path

    def _row(self, place: str, fields: dict[str, Any]) -> Row | None:
        before = len(self.findings.problems)
        self.refuse_unknown(fields, ROW_FIELDS, place)
        read: dict[str, Any] = {name: self._try(name, how, fields.get(name), place) for name, how in _ROW.items()}
        first, last = read.pop("pages") or (0, 0)
        if len(self.findings.problems) > before:
            return None
        return Row(place=place, first_page=first, last_page=last, **read)


def _title(value: Any) -> str:
    title = values.text(value, most=255)
    if not title:
        raise ImportProblemError("the title is missing: write it as it is printed")
    return title


def _trends(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else values.text(value).split(";")
    return tuple(dict.fromkeys(term for part in parts if (term := values.text(part, most=100))))


_ROW: dict[str, Callable[[Any], Any]] = {
    "title": _title,
    "department": lambda value: values.text(value, most=80),
    "pages": values.page_range,
    "bylines": bylines,
    "trends": _trends,
    "teaser": lambda value: values.paragraphs(value, most=600),
    "key": lambda value: values.text(value, most=200),
}


def _compare(rows: list[Row], findings: Findings) -> None:
    """Note rows that cannot be distinguished, and pages that two rows claim."""
    seen: dict[str, Row] = {}
    for row in rows:
        name = row.key or row.title.casefold()
        if name in seen:
            findings.add(
                f"“{row.key or row.title}” stands in {seen[name].place} too: give each of the two a “key” of its own.",
                place=row.place,
            )
        seen.setdefault(name, row)
    for one, other in itertools.combinations(rows, 2):
        first, second = sorted((one, other), key=lambda row: (row.first_page, row.last_page))
        if second.first_page < first.last_page and first.range != second.range:
            findings.add(
                f"the pages {other.range} overlap with {one.range} of “{one.title}” ({one.place}): "
                "two articles may share only the page on which one ends and the other begins.",
                place=other.place,
            )
        elif first.range == second.range and first.first_page != first.last_page:
            findings.add(
                f"the pages {other.range} are those of “{one.title}” ({one.place}) too: correct one of the two.",
                place=other.place,
            )
