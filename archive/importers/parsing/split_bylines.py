"""Split a cell of bylines into people: at semicolons and line breaks, at “and”, and at labels such as “Photos:”.

A byline that may name one person or two is refused with a sentence: no two people may be merged into one.
"""

import re

from archive.importers.parsing.records import ImportProblemError
from articles.names import has_case, is_after_a_name

OUTSIDE = r"(?![^(]*\))"  # not inside parentheses
ROLES_OF_LABELS = {
    "author": ("text", "texts", "words", "story", "report", "written", "author", "authors"),
    "photographer": (
        "photo", "photos", "photograph", "photographs", "photography", "photographed", "photographer",
        "photographers", "pictures", "images",
    ),
    "translator": ("translation", "translated", "translator", "translators"),
    "interviewer": ("interviewed", "interviewer", "interviewers"),
}  # fmt: skip
ROLE_OF_LABEL = {label: role for role, labels in ROLES_OF_LABELS.items() for label in labels}
_ONE_LABEL = f"(?:{'|'.join(sorted(ROLE_OF_LABEL, key=len, reverse=True))})"
_JOIN = r"(?:\s*[,/&+]\s*|\s+and\s+)"
LABELS = re.compile(rf"({_ONE_LABEL}(?:{_JOIN}{_ONE_LABEL})*)(?:\s*[:：]\s*|\s+by\s+)", re.IGNORECASE)
BEFORE_LABEL = re.compile(rf"(?:\s*[,|/&]\s*|\s+and\s+|\s+)(?={LABELS.pattern}){OUTSIDE}", re.IGNORECASE)
ONLY_LABELS = re.compile(rf"{_ONE_LABEL}(?:{_JOIN}{_ONE_LABEL})*", re.IGNORECASE)
LINES = re.compile(rf"[;；\n]{OUTSIDE}")
AND = re.compile(rf"(?:\s*,)?(?:\s+(?:and|und|et)\s+|\s*[&+/|、]\s*){OUTSIDE}", re.IGNORECASE)
# “José Ortega y Gasset” is one person, “Ana Duarte y Tomás Reyes” are two.
MAYBE_AND = re.compile(r"\S\s(?:y|e|i|och|og|en)\s\S+\s\S", re.IGNORECASE)
COMMA = re.compile(rf"\s*,\s*{OUTSIDE}")
# Words that join people to each other or to their role, so they are in no name.
JOINING = {"with", "by", "as", "told", "mit", "avec", "con"}
OF_A_BODY = {"of", "for", "the", "at", "on", "in"}
ONE_BODY = "put “Organisation: ” before it if it is one organisation"


def entries(cell: str) -> list[str]:
    """Return the entries of a cell: each with one label at most, and a label on each that has one."""
    found: list[str] = []
    for line in map(str.strip, LINES.split(cell)):
        if line.startswith("(") and found:  # the line was wrapped before a title
            found[-1] = f"{found[-1]} {line}"
        else:
            found += _at_labels(line)
    return [" ".join(entry.split()) for entry in found if entry]


def _at_labels(line: str) -> list[str]:
    """Cut before each label that follows a name, as in “Ana Duarte, photographs by Tomás Reyes”."""
    found, begin = [], 0
    for match in BEFORE_LABEL.finditer(line):
        before = line[begin : match.start()].strip()
        if before and not ONLY_LABELS.fullmatch(before):
            found.append(before)
            begin = match.end()
    return [*found, line[begin:]]


def people(entry: str) -> list[str]:
    """Return the people of an entry, each with the parenthesis after the name, if any."""
    groups = AND.split(entry)
    found = [person for group in groups for person in _at_commas(group, is_list=len(groups) > 1)]
    if len(found) > 1:
        _refuse_halves(entry, found)
    return [person.strip(" ,") for person in found]


def _at_commas(group: str, *, is_list: bool) -> list[str]:
    """Split “A, B” in a longer list; “Duarte, Ana” and “John Smith, Jr.” are one person."""
    whole: list[str] = []
    for part in COMMA.split(group):
        if whole and is_after_a_name(_name(part)):
            whole[-1] += f", {part}"
        elif part:
            whole.append(part)
    if len(whole) < 2 or (len(whole) == 2 and not is_list and _is_family_name(whole)):
        return [group]
    if len(whole) == 2 and not is_list:
        raise ImportProblemError(
            f"“{group}” may be one person or two: separate people with a semicolon, write one person as "
            "“Name (title, institution)”"
        )
    return whole


def _is_family_name(parts: list[str]) -> bool:
    """Return whether two parts are “Duarte, Ana”, not two people or a name and a title."""
    first, second = (_name(part).split() for part in parts)
    return (len(first) == 1 or len(second) == 1) and not (has_case(second[0]) and second[0][0].islower())


def _refuse_halves(entry: str, found: list[str]) -> None:
    """Refuse a list in which a part is not a full name, or in which only some have a title."""
    names = [_name(part) for part in found]
    if any(not _is_full_name(name) or OF_A_BODY & set(name.split()) for name in names):
        raise ImportProblemError(
            f"“{entry}” names several people, but not each in full: separate them with semicolons and write each "
            f"name in full, or {ONE_BODY}"
        )
    if 0 < sum("(" in part for part in found) < len(found):
        raise ImportProblemError(
            f"“{entry}” does not say whose title and institution stand in parentheses: separate the people with "
            "semicolons, each with parentheses of their own"
        )


def _is_full_name(name: str) -> bool:
    return len(name.split()) > 1 or (bool(name) and not has_case(name))


def _name(part: str) -> str:
    return re.sub(r"\s*[(\[].*", "", part).strip()


def refuse_joined(name: str) -> None:
    """Refuse a name that stands for several people or includes what the person did."""
    words = set((name.lower() if name.isupper() else name).split())
    if JOINING & words or ":" in name or MAYBE_AND.search(name) or len(people(name)) > 1:
        labels = ", ".join(f"“{label.capitalize()}:”" for label in ("text", "photos", "translation", "interviewer"))
        raise ImportProblemError(
            f"“{name}” is not the name of one person: separate people with semicolons, write what they did before "
            f"the name ({labels}), or {ONE_BODY}"
        )
