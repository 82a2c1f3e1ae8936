"""CSV that spreadsheets open as it was meant. Knows no Django."""

import csv
import io
from collections.abc import Iterable
from typing import Any

# A spreadsheet runs a cell that begins like this (https://owasp.org/www-community/attacks/CSV_Injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"  # without it, spreadsheets do not recognise UTF-8


def write_csv(rows: Iterable[Iterable[Any]]) -> str:
    """Return rows as CSV (RFC 4180); no cell can run as a formula."""
    out = io.StringIO()
    csv.writer(out).writerows([harmless(value) for value in row] for row in rows)
    return out.getvalue()


def harmless(value: Any) -> Any:
    """Return a cell with an apostrophe before what a spreadsheet would run."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
