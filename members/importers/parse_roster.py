"""Parse a roster, the CSV file in which the association’s database lists its members."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from base.csv_reading import CsvRow, CsvSyntaxError, CsvTable, NotUtf8Error, decode_utf8, read_csv

REQUIRED = ("number", "name", "category", "starts_on")
YES, NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0", ""}
MAX_LENGTHS = {"number": 40, "name": 200, "city": 100, "country": 100}


class RosterError(Exception):
    """The file cannot be used at all; the message names it and the cure."""


class RowError(Exception):
    """A row cannot be used; the message says what is wrong with which column."""


@dataclass(frozen=True)
class RosterRow:
    """What the roster says about one institution; None stands for a column that the file does not have."""

    number: str
    name: str
    category: str
    starts_on: date
    ends_on: date | None = None
    type: str | None = None
    city: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    website: str | None = None
    grace_days: int | None = None
    passport: bool | None = None
    domains: tuple[str, ...] | None = None
    networks: tuple[str, ...] | None = None


@dataclass(frozen=True)
class RefusedRow:
    """A row that was refused, and why."""

    row: int
    number: str
    reason: str


@dataclass(frozen=True)
class Roster:
    """The rows of a file by their numbers, and those that were refused."""

    rows: dict[int, RosterRow]
    refused: list[RefusedRow]

    @property
    def numbers(self) -> set[str]:
        """The numbers of all institutions in the file, those of refused rows included."""
        return {row.number for row in self.rows.values()} | {row.number for row in self.refused}


def parse_roster(path: Path) -> Roster:
    """Return what a CSV file says. Raise RosterError when it is no roster. Row 1 holds the names of the columns."""
    table = _table(path)
    _check_columns(table.columns, path)
    if not table.rows:
        raise RosterError(f"{path.name} has no rows: a roster without members is taken for a mistake.")
    return _roster(table)


def _table(path: Path) -> CsvTable:
    try:
        return read_csv(decode_utf8(path.read_bytes()))
    except NotUtf8Error as error:
        raise RosterError(f"{path.name} is not written in UTF-8: save it as “CSV UTF-8”.") from error
    except CsvSyntaxError as error:
        raise RosterError(f"{path.name}, line {error.line}: this is not CSV ({error.reason}).") from error
    except OSError as error:
        raise RosterError(f"{path}: {error.strerror}; name the roster as the database saved it.") from error


def _check_columns(names: list[str], path: Path) -> None:
    known = [field.name for field in fields(RosterRow)]
    if missing := [name for name in REQUIRED if name not in names]:
        raise RosterError(f"{path.name} lacks the column {', '.join(missing)}; row 1 names the columns.")
    if unknown := [name for name in names if name not in known]:
        raise RosterError(
            f"{path.name} has the unknown column {', '.join(map(repr, unknown))}; known are {', '.join(known)}."
        )
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise RosterError(f"{path.name} has the column {', '.join(twice)} twice.")


def _roster(table: CsvTable) -> Roster:
    rows: dict[int, RosterRow] = {}
    refused: list[RefusedRow] = []
    first_rows: dict[str, int] = {}
    for line in table.rows:
        number = _number(table.columns, line)
        try:
            row = _row(table.columns, line)
            if number in first_rows:
                raise RowError(f"number {number} stands in row {first_rows[number]} already")
            rows[line.number] = row
            first_rows[number] = line.number
        except RowError as error:
            refused.append(RefusedRow(line.number, number, str(error)))
    return Roster(rows, refused)


def _number(columns: list[str], line: CsvRow) -> str:
    """Return the number of the institution, which a row with too few cells may lack."""
    return dict(zip(columns, line.cells, strict=False)).get("number", "").strip()


def _row(columns: list[str], line: CsvRow) -> RosterRow:
    if len(line.cells) != len(columns):
        raise RowError("it has more or fewer cells than row 1 has columns")
    cells = {name: text.strip() for name, text in zip(columns, line.cells, strict=True)}
    if empty := [name for name in REQUIRED if not cells[name]]:
        raise RowError(f"{', '.join(empty)} is empty")
    row = RosterRow(**{name: _value(name, text) for name, text in cells.items()})
    _check(row)
    return row


def _value(column: str, text: str) -> Any:
    if "\x00" in text:
        raise RowError(f"{column} holds a null character")
    if len(text) > MAX_LENGTHS.get(column, 1000):
        raise RowError(f"{column} has {len(text)} characters, more than {MAX_LENGTHS.get(column, 1000)}")
    return PARSERS.get(column, str)(text)


def _check(row: RosterRow) -> None:
    if row.ends_on and row.ends_on < row.starts_on:
        raise RowError(f"ends_on {row.ends_on} is before starts_on {row.starts_on}")
    if (row.latitude is None) != (row.longitude is None):
        raise RowError("a place needs both latitude and longitude")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise RowError(f"{text!r} is no day; write it as 2026-01-31") from error


def _between(lowest: float, highest: float) -> Callable[[str], float | None]:
    def read(text: str) -> float | None:
        try:
            degrees = float(text) if text else None
        except ValueError as error:
            raise RowError(f"{text!r} is no number of degrees; write it as 38.9072") from error
        if degrees is not None and not lowest <= degrees <= highest:
            raise RowError(f"{text} lies outside {lowest:g} to {highest:g} degrees")
        return degrees

    return read


def _days(text: str) -> int | None:
    if text and not (text.isascii() and text.isdecimal() and int(text) <= 3650):
        raise RowError(f"{text!r} is no number of days of grace; write it as 30")
    return int(text) if text else None


def _truth(text: str) -> bool:
    if text.lower() not in YES | NO:
        raise RowError(f"{text!r} is neither yes nor no")
    return text.lower() in YES


def _several(text: str) -> tuple[str, ...]:
    return tuple(_parts(text))


def _parts(text: str) -> Iterator[str]:
    yield from dict.fromkeys(part.lower().removeprefix("@") for part in text.replace(";", " ").split())


PARSERS: dict[str, Callable[[str], Any]] = {
    "starts_on": _day,
    "ends_on": _day,
    "latitude": _between(-90, 90),
    "longitude": _between(-180, 180),
    "grace_days": _days,
    "passport": _truth,
    "domains": _several,
    "networks": _several,
}
