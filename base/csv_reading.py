"""CSV as spreadsheets and databases save it. Knows no Django, and words no message: each importer has its own."""

import csv
import io
from dataclasses import dataclass

SEPARATORS = (",", ";", "\t")


class NotUtf8Error(ValueError):
    """The content is in another encoding; `line` is the first one that shows it."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is not in UTF-8")
        self.line = line


class CsvSyntaxError(ValueError):
    """The content is not CSV, for instance because a quotation mark is never closed."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line, self.reason = line, reason


@dataclass(frozen=True)
class CsvRow:
    """One row with its cells, which may be more or fewer than there are columns."""

    number: int  # as a spreadsheet counts: the header is row 1
    line: int  # as a text editor counts: a cell may hold line breaks
    cells: list[str]


@dataclass(frozen=True)
class CsvTable:
    """The columns of a file, in lower case with underscores, and its rows. A name may stand twice."""

    columns: list[str]
    rows: list[CsvRow]


def decode_utf8(content: bytes) -> str:
    """Return the text, without a byte order mark. Raise NotUtf8Error for any other encoding."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUtf8Error(content[: error.start].count(b"\n") + 1) from error


def read_csv(text: str) -> CsvTable:
    """Return the table in a text; commas, semicolons or tabs separate its cells. Rows without any text are skipped.

    Raise CsvSyntaxError for what is not CSV (RFC 4180).
    """
    header, *rows = _rows(text) or [CsvRow(1, 1, [])]
    columns = [name.strip().casefold().replace(" ", "_") for name in header.cells]
    return CsvTable(columns, [row for row in rows if any(cell.strip() for cell in row.cells)])


def _rows(text: str) -> list[CsvRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        return [CsvRow(number, reader.line_num, cells) for number, cells in enumerate(reader, start=1)]
    except csv.Error as error:
        raise CsvSyntaxError(reader.line_num, str(error)) from error


def _separator(text: str) -> str:
    header = text.partition("\n")[0]
    return max(SEPARATORS, key=header.count)
