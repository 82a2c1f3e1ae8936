"""Convert HTML tables to data tables: with a heading for each column, and numbers as numbers."""

import re
from typing import Any

from desk.conversion.html.report import Report
from desk.conversion.html.tree import Element, ancestors, place, text_of
from desk.conversion.places import visible
from desk.conversion.records import NO_HEADINGS, NO_TITLE

LONGEST_CELL = 1000
LONGEST_TITLE = 160
MOST_COLUMNS = 40
PLAIN = re.compile(r"^[-−+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$")
WITH_COMMA = re.compile(r"^[-−+]?(?:\d+|\d{1,3}(?:[.\s]\d{3})+)(?:,\d+)?$")
YEAR = re.compile(r"^(?:1[5-9]|20)\d\d$")
CERTAIN_COMMA = re.compile(r",\d{1,2}$|\.\d{3},")


def table_block(table: Element, report: Report, title: str = "") -> dict[str, Any] | None:
    """Return the value of a data table, or None for a layout table."""
    rows = _grid(table, report)
    width = max((len(row) for row in rows), default=0)
    if width < 2 or len(rows) < 2 or width > MOST_COLUMNS or _is_wordy(rows) or _holds_blocks(table):
        return None
    head, body = _head(table, rows, report)
    columns = [[row[number] for row in body] for number in range(width)]
    types = ["text", *("number" if numbers(column) else "text" for column in columns[1:])]
    values = [_values(column, type_) for column, type_ in zip(columns, types, strict=True)]
    return {
        "title": _title(table, report, title),
        "table": {
            "columns": [{"type": type_, "heading": name} for type_, name in zip(types, head, strict=True)],
            "rows": [{"values": list(row)} for row in zip(*values, strict=True)],
            "caption": "",
        },
        "chart": "none",
        "unit": "",
        "source": "",
    }


def _own_rows(table: Element) -> list[Element]:
    return [row for row in table.iter("tr") if next(ancestors(row, "table")) is table]


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in {"td", "th"}]


def _grid(table: Element, report: Report) -> list[list[str]]:
    """Return the rows with a text for each column; the text of a merged cell is in the first column of each row."""
    filled: dict[tuple[int, int], str] = {}
    rows = _own_rows(table)
    for number, row in enumerate(rows):
        column = 0
        for cell in _cells(row):
            while (number, column) in filled:
                column += 1
            column += _fill(filled, (number, column), cell, len(rows))
            if _span(cell, "colspan") > 1 or _span(cell, "rowspan") > 1:
                report.add(table, "Merged cells of a table were divided; see that each row still says what it should.")
    width = max((column for _row, column in filled), default=-1) + 1
    grid = [[filled.get((number, column), "") for column in range(width)] for number in range(len(rows))]
    return [row for row in grid if any(row)]


def _fill(filled: dict[tuple[int, int], str], at: tuple[int, int], cell: Element, rows: int) -> int:
    text, wide, high = visible(text_of(cell)), _span(cell, "colspan"), _span(cell, "rowspan")
    for row in range(at[0], min(at[0] + high, rows)):
        for column in range(at[1], at[1] + wide):
            filled[row, column] = text if column == at[1] else ""
    return wide


def _span(cell: Element, name: str) -> int:
    value = cell.get(name) or "1"
    return min(int(value), 100) if value.isascii() and value.isdigit() and int(value[:4]) else 1


def _is_wordy(rows: list[list[str]]) -> bool:
    return any(len(text) > LONGEST_CELL for row in rows for text in row)


def _holds_blocks(table: Element) -> bool:
    return next(table.iter("img", "h1", "h2", "h3", "footnote"), None) is not None or len(list(table.iter("table"))) > 1


def _head(table: Element, rows: list[list[str]], report: Report) -> tuple[list[str], list[list[str]]]:
    """Return the headings and the other rows; a first row with figures contains no headings."""
    first = _own_rows(table)[0]
    marked = next(ancestors(first, "thead"), None) is not None or all(cell.tag == "th" for cell in _cells(first))
    if marked or not any(_is_figure(text) for text in rows[0][1:]):
        return rows[0], rows[1:]
    report.add(table, NO_HEADINGS)
    return [""] * len(rows[0]), rows


def _title(table: Element, report: Report, title: str) -> str:
    caption = table.find("caption")
    title = title or (visible(text_of(caption)) if caption is not None else "")
    if not title:
        report.add(table, NO_TITLE)
    elif len(title) > LONGEST_TITLE:
        report.add(place(table), f"The title of a table was longer than {LONGEST_TITLE} characters: “{title}”")
    return title[:LONGEST_TITLE] or "Table"


def _is_figure(text: str) -> bool:
    """Return whether a cell is a figure; years do not count, since they are headings in many tables."""
    return bool(PLAIN.match(text) or WITH_COMMA.match(text)) and not YEAR.match(text)


def numbers(column: list[str]) -> bool:
    """Return whether all cells of a column are figures in the same notation."""
    return _as_numbers(column) is not None


def _as_numbers(column: list[str]) -> list[float | None] | None:
    written = [text for text in column if text]
    if written and all(PLAIN.match(text) for text in written):
        return [_number(text.replace(",", "")) if text else None for text in column]
    if written and all(WITH_COMMA.match(text) for text in written) and any(CERTAIN_COMMA.search(t) for t in written):
        return [_number(re.sub(r"[.\s]", "", text).replace(",", ".")) if text else None for text in column]
    return None


def _number(text: str) -> float:
    return float(text.replace("−", "-"))


def _values(column: list[str], type_: str) -> list[Any]:
    return list(_as_numbers(column) or []) if type_ == "number" else list(column)
