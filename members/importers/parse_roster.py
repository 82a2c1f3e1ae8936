"""Parse a roster: the CSV export of members from the association’s database."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from base.csv_reading import CsvRow, CsvSyntaxError, CsvTable, NotUtf8Error, decode_utf8, read_csv, single_line
from members.recognition.mail_domains import normalize_domain
from members.recognition.networks import NetworkError, parse_networks
from members.validators import FIRST_DAY, LAST_DAY

REQUIRED = ("number", "name", "category", "starts_on")
PLACE = {"latitude", "longitude"}
YES, NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0", ""}
MAX_LENGTHS = {"number": 40, "name": 200, "city": 100, "country": 100, "networks": 10_000, "domains": 10_000}


class RosterError(Exception):
    """The file is unusable; the message names it and the cure."""


class CellError(ValueError):
    """A cell is unusable; the message says why and what to write."""


class RowError(Exception):
    """A row is unusable, because of the named column or as a whole."""

    def __init__(self, reason: str, column: str = "") -> None:
        super().__init__(reason)
        self.column = column


@dataclass(frozen=True)
class RosterRow:
    """The roster's data on one institution; None stands for a column that the file does not have.

    An unreadable cell is None as well, and its column is in `unreadable`.
    """

    number: str
    name: str
    category: str
    starts_on: date
    line: int = 0
    unreadable: frozenset[str] = frozenset()
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


COLUMNS = tuple(field.name for field in fields(RosterRow) if field.name not in {"line", "unreadable"})


@dataclass(frozen=True)
class RosterProblem:
    """A refused row or cell, and the reason."""

    line: int
    number: str
    reason: str
    column: str = ""

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        return f"line {self.line}{column}, number {self.number or '–'}: {self.reason.rstrip('.')}."


@dataclass
class Roster:
    """The rows of a file, the refused rows, and the cells that were left out."""

    rows: list[RosterRow] = field(default_factory=list)
    refused: list[RosterProblem] = field(default_factory=list)
    left_out: list[RosterProblem] = field(default_factory=list)

    @property
    def numbers(self) -> set[str]:
        """The numbers of all institutions in the file, including those of refused rows."""
        return {row.number for row in self.rows} | {row.number for row in self.refused}


def parse_roster(path: Path) -> Roster:
    """Return the content of a CSV file, whose first row names the columns. Raise RosterError if it is no roster."""
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
    if missing := [name for name in REQUIRED if name not in names]:
        raise RosterError(f"{path.name} lacks the column {', '.join(missing)}; the first row names the columns.")
    if unknown := [name for name in names if name not in COLUMNS]:
        raise RosterError(
            f"{path.name} has the unknown column {', '.join(map(repr, unknown))}; known are {', '.join(COLUMNS)}."
        )
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise RosterError(f"{path.name} has the column {', '.join(twice)} twice.")


def _roster(table: CsvTable) -> Roster:
    roster = Roster()
    lines: dict[str, int] = {}
    for row in table.rows:
        number = _number(table.columns, row)
        try:
            if number in lines:
                raise RowError(f"number {number} stands in line {lines[number]} already", "number")
            roster.rows.append(_row(table.columns, row, roster))
            lines[number] = row.line
        except RowError as error:
            roster.refused.append(RosterProblem(row.line, number, str(error), error.column))
    return roster


def _number(columns: list[str], row: CsvRow) -> str:
    """Return the number of the institution, which a row with too few cells may lack."""
    return single_line(dict(zip(columns, row.cells, strict=False)).get("number", ""))


def _row(columns: list[str], row: CsvRow, roster: Roster) -> RosterRow:
    """Return the data of a row, and note in the roster the cells that were left out."""
    if len(row.cells) != len(columns):
        raise RowError(f"it has {len(row.cells)} cells, and the first row names {len(columns)} columns")
    cells = {name: single_line(text) for name, text in zip(columns, row.cells, strict=True)}
    needed = {name: _needed(name, cells.pop(name)) for name in REQUIRED}
    values, problems = _optional(cells)
    if PLACE & problems.keys():  # one coordinate without the other
        values = {name: value for name, value in values.items() if name not in PLACE}
    problems |= _contradictions(needed["starts_on"], values)
    roster.left_out += [RosterProblem(row.line, needed["number"], why, column) for column, why in problems.items()]
    kept = {name: value for name, value in values.items() if name not in problems}
    return RosterRow(**needed, **kept, line=row.line, unreadable=frozenset(problems))


def _needed(column: str, text: str) -> Any:
    if not text:
        raise RowError("it is empty", column)
    try:
        return _value(column, text)
    except CellError as error:
        raise RowError(str(error), column) from error


def _optional(cells: dict[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the values of cells, and the problems of those without one."""
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for column, text in cells.items():
        try:
            values[column] = _value(column, text)
        except CellError as error:
            problems[column] = str(error)
    return values, problems


def _contradictions(starts_on: date, values: dict[str, Any]) -> dict[str, str]:
    """Return the problems of readable cells that contradict others of their row."""
    found = {}
    if (ends_on := values.get("ends_on")) and ends_on < starts_on:
        found["ends_on"] = f"{ends_on} is before starts_on {starts_on}; check both"
    given = {name for name in PLACE if values.get(name) is not None}
    if len(given) == 1:
        found[given.pop()] = "a place needs both latitude and longitude"
    return found


def _value(column: str, text: str) -> Any:
    if len(text) > (most := MAX_LENGTHS.get(column, 1000)):
        raise CellError(f"it has {len(text)} characters, more than {most}; shorten it")
    return PARSERS.get(column, str)(text)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError as error:
        raise CellError(f"{text!r} is no day; write it as 2026-01-31") from error
    if day and not FIRST_DAY <= day <= LAST_DAY:
        raise CellError(f"{day} is not between {FIRST_DAY} and {LAST_DAY}; leave ends_on empty for no end")
    return day


def _between(lowest: float, highest: float) -> Callable[[str], float | None]:
    def read(text: str) -> float | None:
        try:
            degrees = float(text.replace(",", ".")) if text else None
        except ValueError as error:
            raise CellError(f"{text!r} is no number of degrees; write it as 38.9072") from error
        if degrees is not None and not lowest <= degrees <= highest:
            raise CellError(f"{text} lies outside {lowest:g} to {highest:g} degrees")
        return degrees

    return read


def _days(text: str) -> int | None:
    if text and not (text.isascii() and text.isdecimal() and int(text) <= 3650):
        raise CellError(f"{text!r} is no number of days of grace; write it as 30")
    return int(text) if text else None


def _truth(text: str) -> bool:
    if text.lower() not in YES | NO:
        raise CellError(f"{text!r} is neither yes nor no")
    return text.lower() in YES


def _website(text: str) -> str:
    return text if not text or "://" in text else f"https://{text.removeprefix('//')}"


def _domains(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_domain(part) for part in re.split(r"[,;\s]+", text) if part))


def _domain(text: str) -> str:
    try:
        return normalize_domain(text)
    except ValueError as error:
        raise CellError(f"{text!r} is no domain; write what follows the @, such as museum.example") from error


def _networks(text: str) -> tuple[str, ...]:
    try:
        return tuple(map(str, parse_networks(text)))
    except NetworkError as error:
        raise CellError(str(error)) from error


PARSERS: dict[str, Callable[[str], Any]] = {
    "starts_on": _day,
    "ends_on": _day,
    "latitude": _between(-90, 90),
    "longitude": _between(-180, 180),
    "grace_days": _days,
    "passport": _truth,
    "website": _website,
    "domains": _domains,
    "networks": _networks,
}
