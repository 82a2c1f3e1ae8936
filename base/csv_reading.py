"""CSV as spreadsheets and databases save it. Independent of Django; each importer has its own messages."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

SEPARATORS = (",", ";", "\t")
SEPARATOR_LINE = re.compile(r'"?sep=(?P<separator>[,;\t])"?[,;\t]*', re.IGNORECASE)  # as spreadsheets write it
# Joiners are letters to some scripts.
JOINERS = "\u200c\u200d"


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

    number: int  # as a spreadsheet counts: the first row of the file is row 1
    line: int  # where it begins, as a text editor counts: a cell may hold line breaks
    cells: list[str]


@dataclass(frozen=True)
class CsvTable:
    """The columns of a file, in lower case with underscores, and its rows. Names may be repeated."""

    columns: list[str]
    rows: list[CsvRow]


def decode_utf8(content: bytes) -> str:
    """Return the text, without a byte order mark. Raise NotUtf8Error for any other encoding."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUtf8Error(content[: error.start].count(b"\n") + 1) from error


def single_line(text: str) -> str:
    """Return a text with single spaces for white space and control characters, and without invisible characters."""
    shown = (_shown(character) for character in unicodedata.normalize("NFC", text))
    return " ".join("".join(shown).split())


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    return "" if category in {"Cf", "Cs"} and character not in JOINERS else character


def read_csv(text: str) -> CsvTable:
    """Return the table in a text; commas, semicolons or tabs separate its cells. Rows without any text are skipped.

    The first row with text names the columns; a line such as `sep=;` may precede it. Raise CsvSyntaxError for
    invalid CSV (RFC 4180).
    """
    header, *rows = [row for row in _rows(text) if any(cell.strip() for cell in row.cells)] or [CsvRow(1, 1, [])]
    return CsvTable(list(map(_column, header.cells)), rows)


def _column(name: str) -> str:
    return "_".join(single_line(name).casefold().replace("-", " ").split())


def _rows(text: str) -> list[CsvRow]:
    first = text.partition("\n")[0].strip("\r")
    named = SEPARATOR_LINE.fullmatch(first)
    lines = io.StringIO(text[len(first) :] if named else text, newline="")
    return list(_read(lines, named["separator"] if named else _separator(text)))


def _read(lines: io.StringIO, separator: str) -> Iterator[CsvRow]:
    reader = csv.reader(lines, delimiter=separator, strict=True)
    begins = 1
    try:
        for number, cells in enumerate(reader, start=1):
            yield CsvRow(number, begins, cells)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise CsvSyntaxError(begins, str(error)) from error


def _separator(text: str) -> str:
    header = text.lstrip("\r\n").partition("\n")[0]
    return max(SEPARATORS, key=header.count)
