"""Read who wrote an article, from a list in YAML or from one cell of a table.

In a cell, people are separated by semicolons; title and institution of the time stand in parentheses:
“Ana Duarte (director, Tidal Museum); Interviewed by Tomás Reyes”. docs/archive.md describes it.
"""

import re
from typing import Any

from archive.importers.parsing import parse_values as values
from archive.importers.parsing.records import Byline, ImportProblemError

ROLES = ("author", "interviewer", "interviewee", "photographer", "translator", "organisation")
PREFIXES = (
    (re.compile(r"interview(?:ed)? by\s+", re.IGNORECASE), "interviewer"),
    (re.compile(r"(?:interview )?with\s+|interview(?:ee)?:\s*", re.IGNORECASE), "interviewee"),
    (re.compile(r"(?:photos?|photographs?|photography|photographed) by\s+", re.IGNORECASE), "photographer"),
    (re.compile(r"translat(?:ed|ion) by\s+", re.IGNORECASE), "translator"),
    (re.compile(r"organi[sz]ation:\s*", re.IGNORECASE), "organisation"),
    (re.compile(r"by\s+", re.IGNORECASE), "author"),
)
ONE = re.compile(r"(?P<name>[^()\[\]]+?)\s*(?:\[(?P<slug>[\w-]+)\])?\s*(?:\((?P<what>.*)\))?")
FIELDS = {"name", "role", "title", "institution", "contributor"}


def bylines(value: Any) -> tuple[Byline, ...]:
    """Return everybody that a cell or a list names, in order; raises ImportProblemError."""
    parts = value if isinstance(value, list) else _split(values.text(value))
    found = tuple(_from_mapping(part) if isinstance(part, dict) else _from_text(values.text(part)) for part in parts)
    if len(found) != len({(byline.name, byline.slug, byline.role) for byline in found}):
        raise ImportProblemError("somebody stands twice in the byline: remove one of the two")
    return found


def _split(cell: str) -> list[str]:
    """Split at the semicolons outside parentheses."""
    parts = re.split(r";(?![^(]*\))", cell)
    return [part.strip() for part in parts if part.strip()]


def _from_text(part: str) -> Byline:
    role, rest = "author", part
    for pattern, meant in PREFIXES:
        if match := pattern.match(part):
            role, rest = meant, part[match.end() :]
            break
    match = ONE.fullmatch(rest.strip())
    if not match:
        raise ImportProblemError(
            f"“{part}” cannot be read as a byline: write “Name (title, institution)”, with a semicolon between people"
        )
    title, institution = _title_and_institution(match["what"] or "")
    return _checked(Byline(match["name"], role, title, institution, match["slug"] or ""))


def _title_and_institution(what: str) -> tuple[str, str]:
    """Split at “@”, or else at the last comma: the institution follows, and a title may hold commas itself."""
    if "@" in what:
        title, _, institution = what.partition("@")
    elif "," in what:
        title, _, institution = what.rpartition(",")
    else:
        title, institution = what, ""
    return title.strip(), institution.strip()


def _from_mapping(part: dict[str, Any]) -> Byline:
    if unknown := sorted(str(name) for name in part if name not in FIELDS):
        raise ImportProblemError(f"a byline has no field “{unknown[0]}”: use {', '.join(sorted(FIELDS))}")
    role = values.text(part.get("role")).casefold() or "author"
    if role not in ROLES:
        raise ImportProblemError(f"“{role}” is no role in a byline: use one of {', '.join(ROLES)}")
    kept = {name: values.text(part.get(name)) for name in ("name", "title", "institution")}
    return _checked(Byline(role=role, slug=values.text(part.get("contributor")), **kept))


def _checked(byline: Byline) -> Byline:
    if not any(letter.isalpha() for letter in byline.name):
        raise ImportProblemError(f"“{byline.name}” is no name: a byline begins with one")
    for what, most in ((byline.name, 160), (byline.title, 160), (byline.institution, 200)):
        values.checked(what, most)
    return byline
