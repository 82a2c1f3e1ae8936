"""Read the files of the sample issues."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sample.parse_magazine import read_yaml
from sample.printed_issues.records import Archive, Author, SampleArticle, SampleIssue, Stock
from sample.records import SampleError

PARTS = ("scene", "method", "finding", "cost", "doubt", "advice")
# The fonts that every PDF reader has know these characters and no others.
CHARACTERS = "cp1252"


def parse_archive(folder: Path, magazine: Path) -> Archive:
    """Return all issues below a folder; authors may be in the magazine's list. Raise SampleError."""
    people = dict(_people(folder, magazine))
    issues = [_issue(path, people) for path in sorted((folder / "issues").glob("*.yaml"))]
    stocks = {path.stem: _stock(path) for path in sorted((folder / "paragraphs").glob("*.yaml"))}
    _check_stocks(issues, stocks)
    return Archive(tuple(sorted(issues, key=_age)), stocks)


def _age(issue: SampleIssue) -> tuple[int, int]:
    months = ("January", "March", "May", "July", "September", "November")
    return issue.year, months.index(issue.months.partition("/")[0])


def _people(folder: Path, magazine: Path) -> Iterator[tuple[str, Author]]:
    places = {row["slug"]: row for row in read_yaml(magazine / "institutions.yaml")}
    for row in read_yaml(magazine / "contributors.yaml"):
        place = places.get(row["institution"], {"name": "", "city": ""})
        name = row["name"].partition(" (")[0]
        role = "organisation" if row["kind"] == "organisation" else "author"
        yield row["slug"], Author(name, row["job_title"], place["name"], place["city"], row["slug"], role)
    for slug, row in read_yaml(folder / "people.yaml").items():
        place = places[row["institution"]]
        yield slug, Author(row["name"], row["title"], place["name"], place["city"])


def _issue(path: Path, people: Mapping[str, Author]) -> SampleIssue:
    data: dict[str, Any] = read_yaml(path)
    _check_characters(path)
    try:
        articles = tuple(_article(row, people) for row in data.pop("articles"))
        return SampleIssue(key=path.stem, articles=articles, companions=tuple(data.pop("companions", ())), **data)
    except (KeyError, TypeError) as error:
        raise SampleError(f"{path.name}: {error} is missing or unknown; see the issues beside it.") from error


def _article(row: Mapping[str, Any], people: Mapping[str, Author]) -> SampleArticle:
    authors = tuple(_author(given, people) for given in row["by"])
    rest = {name: value for name, value in row.items() if name not in {"by", "trends", "paragraphs"}}
    texts = tuple(row.get("paragraphs") or ())
    return SampleArticle(authors=authors, trends=tuple(row["trends"]), paragraphs=texts, **rest)


def _author(given: str, people: Mapping[str, Author]) -> Author:
    """Read “slug”, or “slug: title of the time”."""
    slug, _, title = given.partition(": ")
    known = people[slug]
    return Author(known.name, title or known.title, known.institution, known.city, known.slug, known.role)


def _stock(path: Path) -> Stock:
    _check_characters(path)
    data = read_yaml(path)
    heads = data.pop("heads", {})
    if unknown := {*data, *heads} - {*PARTS}:
        raise SampleError(f"{path.name}: “{min(unknown)}” is no part; known are {', '.join(PARTS)}.")
    return Stock(data, heads)


def _check_characters(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if bad := next((c for c in text if not c.encode(CHARACTERS, "ignore")), None):
        raise SampleError(f"{path.name}: the fonts of the issues have no “{bad}”; write it otherwise.")


def _check_stocks(issues: list[SampleIssue], stocks: Mapping[str, Stock]) -> None:
    for issue in issues:
        for article in issue.articles:
            if article.stock not in stocks:
                raise SampleError(f"{issue.key}.yaml: there are no paragraphs “{article.stock}”.")
