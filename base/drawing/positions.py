"""Positions of the rows of a chart along its horizontal axis."""

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

# A number with text around it, such as “Week 3”, “45 min” or “1,000”.
NUMBER = re.compile(r"(?P<before>\D*?)(?P<number>[-−]?\d[\d,]*(?:\.\d+)?)(?P<after>\D*)")
# Months and days (ISO 8601); years are numbers.
DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def positions(labels: Sequence[str]) -> list[float]:
    """Return positions from 0 to 1: to scale if the labels are rising numbers or dates, else evenly spaced."""
    values = _dates(labels) or _numbers(labels)
    if not values or len(values) < 2 or any(before >= after for before, after in pairwise(values)):
        return [row / max(1, len(labels) - 1) for row in range(len(labels))]
    return [(value - values[0]) / (values[-1] - values[0]) for value in values]


def _dates(labels: Sequence[str]) -> list[float]:
    """Return the labels as days; empty unless all of them are dates."""
    found = [match for label in labels if (match := DATE.fullmatch(label.strip()))]
    if len(found) < len(labels):
        return []
    try:
        return [float(dt.date(int(one[1]), int(one[2]), int(one[3] or 1)).toordinal()) for one in found]
    except ValueError:  # such as the month 13
        return []


def _numbers(labels: Sequence[str]) -> list[float]:
    """Return the labels as numbers; empty unless all of them are numbers of one unit."""
    found = [match for label in labels if (match := NUMBER.fullmatch(label.strip()))]
    units = {(match["before"].strip().lower(), match["after"].strip().lower()) for match in found}
    if len(found) < len(labels) or len(units) > 1:
        return []
    return [float(match["number"].replace(",", "").replace("−", "-")) for match in found]
