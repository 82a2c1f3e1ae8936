"""Read the two kinds of file that describe issues: CSV and YAML. Each raises ImportProblemError."""

from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml

from archive.importers.parsing.records import ImportProblemError
from base.csv_reading import CsvRow, CsvSyntaxError, NotUtf8Error, decode_utf8, read_csv

Table = list[tuple[int, dict[str, Any]]]


def read_text(path: Path) -> str:
    """Return the text of a file, with or without a byte order mark."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ImportProblemError(f"the file cannot be read ({error.strerror}): check its permissions") from error
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ImportProblemError("the file holds null characters, so it is no text: save it again as UTF-8")
    try:
        return decode_utf8(content)
    except NotUtf8Error as error:
        raise ImportProblemError(
            f"line {error.line} is not in UTF-8: save the file again as UTF-8 (“CSV UTF-8” in a spreadsheet)"
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


def read_csv_file(path: Path) -> Table:
    """Return the rows of a CSV file with their line numbers; a cell that a row does not have is None."""
    try:
        table = read_csv(read_text(path))
    except CsvSyntaxError as error:
        raise ImportProblemError(
            f"line {error.line}: this is not valid CSV ({error.reason}): check the quotation marks"
        ) from error
    if len(table.columns) != len(set(table.columns)):
        raise ImportProblemError("two columns have the same name: rename one of them")
    return [(row.line, _mapping(table.columns, row)) for row in table.rows]


def _mapping(columns: list[str], row: CsvRow) -> dict[str, Any]:
    if len(row.cells) > len(columns):
        raise ImportProblemError(
            f"line {row.line} has more cells than there are columns: put quotation marks around cells with a comma"
        )
    return dict(zip_longest(columns, row.cells))


def read_table(path: Path) -> Table:
    """Return the rows of a CSV or YAML file, whichever it is."""
    if path.suffix.casefold() == ".csv":
        return read_csv_file(path)
    return as_table(read_yaml(path))


def as_table(value: Any) -> Table:
    """Return a list of mappings as numbered rows."""
    if not isinstance(value, list):
        raise ImportProblemError("a list of rows is expected: begin each row with “- ”")
    for number, row in enumerate(value, 1):
        if not isinstance(row, dict):
            raise ImportProblemError(f"row {number} is no mapping: write “- title: …”")
    return [(number, row) for number, row in enumerate(value, 1)]
