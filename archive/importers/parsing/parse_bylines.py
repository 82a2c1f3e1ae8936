"""Parse bylines, from a list in YAML or from one cell of a table.

In a cell, people are separated by semicolons or “and”, with title and institution of the time in parentheses:
“Ana Duarte (director, Tidal Museum); Interviewed by Tomás Reyes”. docs/archive.md describes it.
"""

import re
from typing import Any

from archive.importers.parsing import parse_values as values
from archive.importers.parsing.records import Byline, ImportProblemError
from archive.importers.parsing.split_bylines import LABELS, ROLE_OF_LABEL, entries, people, refuse_joined
from articles.names import has_case

ROLES = ("author", "interviewer", "interviewee", "photographer", "translator", "organisation")
PREFIXES = (
    (re.compile(r"interview(?:ed)? by\s+", re.IGNORECASE), "interviewer"),
    (re.compile(r"(?:interview )?with\s+|interview(?:ee)?:\s*", re.IGNORECASE), "interviewee"),
    (re.compile(r"organi[sz]ation:\s*", re.IGNORECASE), "organisation"),
    (re.compile(r"by\s+", re.IGNORECASE), "author"),
)
ONE = re.compile(r"(?P<name>[^()\[\]]+?)\s*(?:\[(?P<slug>[\w-]+)\])?\s*(?:\((?P<what>.*)\))?")
TWO_PARENTHESES = re.compile(r"\).*\(")
OTHER_SCRIPT = re.compile(r"(?P<name>[^()\[\]]+?)\s*(?P<other>\([^()@,]*[^\W\d_][^()@,]*\))")
FIELDS = {"name", "role", "title", "institution", "contributor"}


def bylines(value: Any) -> tuple[Byline, ...]:
    """Return the bylines of a cell or a list, in order. Raise ImportProblemError."""
    parts = value if isinstance(value, list) else [value]
    found = tuple(byline for part in parts for byline in _from_part(part))
    if len(found) != len({(byline.name, byline.slug, byline.role) for byline in found}):
        raise ImportProblemError("somebody stands twice in the byline: remove one of the two")
    return found


def _from_part(part: Any) -> list[Byline]:
    if isinstance(part, dict):
        return [_from_mapping(part)]
    tidy = values.paragraphs(part)  # checked; line breaks in a cell are kept
    return [byline for entry in entries(tidy) for byline in _from_entry(entry)]


def _from_entry(entry: str) -> list[Byline]:
    """Read one entry: “Text and photos: Ana Duarte” is two bylines, “By Ana Duarte and Tomás Reyes” too."""
    roles, rest = _roles(entry)
    named = [rest.strip()] if "organisation" in roles else people(rest)
    return [_one(person, role) for role in roles for person in named]


def _roles(entry: str) -> tuple[list[str], str]:
    for pattern, role in PREFIXES:
        if match := pattern.match(entry):
            return [role], entry[match.end() :]
    if match := LABELS.match(entry):
        labels = re.findall(r"\w+", match[1].casefold())
        return list(dict.fromkeys(ROLE_OF_LABEL[label] for label in labels if label != "and")), entry[match.end() :]
    return ["author"], entry


def _one(person: str, role: str) -> Byline:
    name, rest = _name_in_two_scripts(person)
    match = ONE.fullmatch(rest)
    if not match or TWO_PARENTHESES.search(match["what"] or ""):
        raise ImportProblemError(
            f"“{person}” cannot be read as a byline: write “Name (title, institution)”, with a semicolon between people"
        )
    title, institution = _title_and_institution(match["what"] or "")
    return _checked(Byline(name or match["name"], role, title, institution, match["slug"] or ""))


def _name_in_two_scripts(person: str) -> tuple[str, str]:
    """Return “Tomoko Harukawa (春川 智子)” as the name, and the byline as it would be without the other script."""
    match = OTHER_SCRIPT.match(person)
    if not match or has_case(match["other"]) or not has_case(match["name"]):
        return "", person
    return match[0], match["name"] + person[match.end() :]


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
    if byline.role != "organisation" and not byline.slug:
        refuse_joined(byline.name)
    for what, most in ((byline.name, 160), (byline.title, 160), (byline.institution, 200)):
        values.checked(what, most)
    return byline
