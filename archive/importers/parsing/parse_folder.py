"""Find the issues of a folder: a manifest of rows, or one sub-folder per issue."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.importers.parsing import parse_values as values
from archive.importers.parsing.parse_tables import as_table, read_table, read_yaml
from archive.importers.parsing.records import ImportProblemError, Problem

MANIFESTS = ("issues.csv", "issues.yaml")
ISSUE_FILE = "issue.yaml"


@dataclass(frozen=True)
class IssueSource:
    """One issue in the files, not parsed yet: its place, and its fields."""

    key: str
    place: str
    root: Path
    folder: Path
    fields: dict[str, Any]


def find_sources(root: Path) -> tuple[list[IssueSource], list[Problem]]:
    """Return the issues of a folder, and what hides others. Raises ImportProblemError for the folder itself.

    A problem without a key hides all issues.
    """
    if not root.is_dir():
        raise ImportProblemError(f"{root} is no folder: name the one that holds the issues")
    manifest = next((root / name for name in MANIFESTS if (root / name).exists()), None)
    if manifest:
        return _from_manifest(manifest)
    folders = sorted(path for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))
    if not folders:
        raise ImportProblemError(
            f"{root} holds neither {' nor '.join(MANIFESTS)} nor a sub-folder: see docs/archive.md"
        )
    return _collected(_from_folder(root, folder) for folder in folders)


def _collected(found: Iterator[IssueSource | Problem]) -> tuple[list[IssueSource], list[Problem]]:
    sources: list[IssueSource] = []
    problems: list[Problem] = []
    for one in found:
        problems.append(one) if isinstance(one, Problem) else sources.append(one)
    return sources, problems


def _from_manifest(manifest: Path) -> tuple[list[IssueSource], list[Problem]]:
    try:
        table = read_table(manifest)
    except ImportProblemError as error:
        return [], [Problem(manifest.name, str(error))]
    if not table:
        return [], [Problem(manifest.name, "the manifest has no rows: write one for each issue")]
    return _collected(_from_row(manifest, line, fields) for line, fields in table)


def _from_row(manifest: Path, line: int, fields: dict[str, Any]) -> IssueSource:
    key = str(fields.get("key") or f"{fields.get('year') or '?'} {fields.get('months') or '?'}").strip()
    root = manifest.parent
    return IssueSource(key, f"{manifest.name}, row {line}", root, root, fields)


def _from_folder(root: Path, folder: Path) -> IssueSource | Problem:
    place = f"{folder.name}/{ISSUE_FILE}"
    try:
        return IssueSource(folder.name, place, root, folder, _fields(folder / ISSUE_FILE))
    except ImportProblemError as error:
        return Problem(place, str(error), key=folder.name)
    except OSError as error:
        reason = f"the folder cannot be read ({error.strerror}): check its permissions"
        return Problem(place, reason, key=folder.name)


def _fields(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise ImportProblemError("the file is missing: copy the one in sample/content/archive-template and fill it in")
    fields = read_yaml(path)
    if not isinstance(fields, dict):
        raise ImportProblemError("a mapping is expected: write “year: 2019” and so on, one field a line")
    return {str(name): value for name, value in fields.items()}


def is_year_and_months(key: str) -> bool:
    """Return whether a key is the year and the months of a row that names no key, such as “2019 M/A”."""
    year, _, months = key.partition(" ")
    try:
        return bool(values.year(year) and values.month_pair(months))
    except ImportProblemError:
        return False


def contents_of(source: IssueSource, contents: Any, path: Path | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the rows of contents with their places. Raise ImportProblemError."""
    table = read_table(path) if path else as_table(contents)
    name = f"{path.relative_to(source.root.resolve())}" if path else source.place
    for line, fields in table:
        yield f"{name}, row {line}", fields
