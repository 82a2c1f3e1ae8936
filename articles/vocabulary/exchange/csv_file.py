"""The vocabulary as CSV, for spreadsheets. Knows no Django."""

from collections.abc import Iterable, Iterator

from articles.vocabulary.exchange.records import BETWEEN, COLUMNS, NotReadableError, Problem, TermRecord
from base.csv_reading import CsvRow, CsvSyntaxError, NotUtf8Error, decode_utf8, read_csv
from base.spreadsheets.writing import BYTE_ORDER_MARK, write_csv

NEEDED = ("name", "group")
SEVERAL = ("synonyms", "see_also")


def write_terms(records: Iterable[TermRecord]) -> str:
    """Return a table with a row for each term; synonyms are separated by semicolons."""
    return BYTE_ORDER_MARK + write_csv([COLUMNS, *map(_row, records)])


def _row(record: TermRecord) -> Iterator[str]:
    for name in COLUMNS:
        value = getattr(record, name)
        yield value if isinstance(value, str) else f"{BETWEEN} ".join(value)


def read_terms(content: bytes) -> tuple[list[TermRecord], list[Problem]]:
    """Return the terms of a table, and its problems. Raise NotReadableError."""
    try:
        table = read_csv(decode_utf8(content))
    except NotUtf8Error as error:
        raise NotReadableError(f"line {error.line}: this is not UTF-8; save the file as “CSV UTF-8”.") from error
    except CsvSyntaxError as error:
        raise NotReadableError(f"line {error.line}: {error.reason}") from error
    problems = [Problem(1, name, "this column is missing.") for name in NEEDED if name not in table.columns]
    unknown = [name for name in table.columns if name and name not in COLUMNS]
    known = ", ".join(COLUMNS)
    problems += [Problem(1, name, f"there is no such column; these are known: {known}.") for name in unknown]
    return ([] if problems else [_record(row, table.columns) for row in table.rows]), problems


def _record(row: CsvRow, columns: list[str]) -> TermRecord:
    cells = {name: _plain(cell) for name, cell in zip(columns, row.cells, strict=False) if name}
    several = {name: _parts(cells.pop(name, "")) for name in SEVERAL}
    values = {name: cells.get(name, "") for name in COLUMNS if name not in SEVERAL}
    return TermRecord(line=row.line, **values, synonyms=several["synonyms"], see_also=several["see_also"])


def _plain(cell: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from running what follows."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"} else text


def _parts(cell: str) -> list[str]:
    return [part for part in (" ".join(part.split()) for part in cell.split(BETWEEN)) if part]
