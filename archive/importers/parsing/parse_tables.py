"""Read the two kinds of file that describe issues: CSV and YAML. Each raises ImportProblemError."""

import csv
import io
from pathlib import Path
from typing import Any

import yaml

from archive.importers.parsing.records import ImportProblemError

Table = list[tuple[int, dict[str, Any]]]
SEPARATORS = (",", ";", "\t")


def read_text(path: Path) -> str:
    """Return the text of a file, with or without a byte order mark."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ImportProblemError(f"the file cannot be read ({error.strerror}): check its permissions") from error
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ImportProblemError("the file holds null characters, so it is no text: save it again as UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ImportProblemError(
            f"line {line} is not in UTF-8: save the file again as UTF-8 (“CSV UTF-8” in a spreadsheet)"
        ) from error


def read_yaml(path: Path) -> Any:
    """Return what a YAML file holds."""
    try:
        return yaml.safe_load(read_text(path))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        reason = getattr(error, "problem", None) or getattr(error, "reason", error)
        raise ImportProblemError(
            f"{where}this is not valid YAML ({reason}): put quotation marks around values with a colon"
        ) from error
    except (ValueError, RecursionError) as error:  # a date such as 2019-02-30
        raise ImportProblemError(f"a value cannot be read ({error}): put quotation marks around it") from error


def read_csv(path: Path) -> Table:
    """Return the rows of a CSV file with their line numbers; commas, semicolons or tabs separate."""
    content = read_text(path)
    header = content.partition("\n")[0]
    separator = max(SEPARATORS, key=header.count)
    reader = csv.DictReader(io.StringIO(content, newline=""), delimiter=separator, strict=True)
    try:
        names = [(name or "").strip().casefold().replace(" ", "_") for name in reader.fieldnames or []]
        if len(names) != len(set(names)):
            raise ImportProblemError("two columns have the same name: rename one of them")
        reader.fieldnames = names
        return [(reader.line_num, _row(row, reader.line_num)) for row in reader if any(_cells(row))]
    except csv.Error as error:
        raise ImportProblemError(
            f"line {reader.line_num}: this is not valid CSV ({error}): check the quotation marks"
        ) from error


def _cells(row: dict[Any, Any]) -> list[str]:
    return [cell.strip() for cell in row.values() if isinstance(cell, str)]


def _row(row: dict[Any, Any], line: int) -> dict[str, Any]:
    if None in row:
        raise ImportProblemError(
            f"line {line} has more cells than there are columns: put quotation marks around cells with a comma"
        )
    return row


def read_table(path: Path) -> Table:
    """Return the rows of a CSV or YAML file, whichever it is."""
    if path.suffix.casefold() == ".csv":
        return read_csv(path)
    return as_table(read_yaml(path))


def as_table(value: Any) -> Table:
    """Return a list of mappings as numbered rows."""
    if not isinstance(value, list):
        raise ImportProblemError("a list of rows is expected: begin each row with “- ”")
    for number, row in enumerate(value, 1):
        if not isinstance(row, dict):
            raise ImportProblemError(f"row {number} is no mapping: write “- title: …”")
    return [(number, row) for number, row in enumerate(value, 1)]
