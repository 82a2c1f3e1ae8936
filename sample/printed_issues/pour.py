"""Pour paragraphs into boxes: what goes where, before anything is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

ROOM_BELOW_HEAD = 44  # points: a heading is followed by at least two lines


@dataclass(frozen=True)
class Box:
    """A place for text, in points from the lower left corner of a page."""

    page: int
    left: float
    bottom: float
    width: float
    height: float


@dataclass(frozen=True)
class Item:
    """Something to place, with the room above it where it does not begin a box."""

    flowable: Any
    before: float = 0
    is_head: bool = False
    is_whole: bool = False


@dataclass(frozen=True)
class Placed:
    """Something with its place."""

    flowable: Any
    page: int
    left: float
    bottom: float


@dataclass
class Poured:
    """The result of pouring text into columns."""

    placed: list[Placed] = field(default_factory=list)
    left_over: list[Item] = field(default_factory=list)
    room: list[float] = field(default_factory=list)  # what each box has left at its foot


def pour(items: Sequence[Item], boxes: Sequence[Box]) -> Poured:
    """Fill the boxes one after the other."""
    poured = Poured(left_over=list(items))
    for box in boxes:
        poured.room.append(_fill(box, poured))
    return poured


def _fill(box: Box, poured: Poured) -> float:
    room, waiting = box.height, poured.left_over
    while waiting:
        item = waiting[0]
        before = item.before if room < box.height else 0
        fitting, rest = _divided(item, box.width, room - before)
        if fitting is None:
            break
        height = fitting.wrap(box.width, room)[1]
        room -= before + height
        poured.placed.append(Placed(fitting, box.page, box.left, box.bottom + room))
        waiting[:1] = rest
        if rest:
            break
    return room


def _divided(item: Item, width: float, room: float) -> tuple[Any, list[Item]]:
    """Return the part of an item that fits, if any, and the rest."""
    height = item.flowable.wrap(width, room)[1]
    if height + (ROOM_BELOW_HEAD if item.is_head else 0) <= room:
        return item.flowable, []
    parts = [] if item.is_head or item.is_whole or room <= 0 else item.flowable.split(width, room)
    if len(parts) < 2:
        return None, []
    return parts[0], [Item(part) for part in parts[1:]]
