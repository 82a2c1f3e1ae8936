"""An equation of Word on one line: (a + b)/2, √(x), and signs that are raised or lowered."""

from collections.abc import Iterator
from typing import Any

Piece = tuple[str, str]  # a text, and "", "superscript" or "subscript"
RAISED = {"sup": "superscript", "sub": "subscript"}


def linear(element: Any) -> Iterator[Piece]:
    """Yield the parts of an equation, in the order in which they are read aloud."""
    kind = _name(element)
    if kind == "t":
        yield element.text or "", ""
    elif kind == "f":
        yield from (*_grouped(element, "num"), ("/", ""), *_grouped(element, "den"))
    elif kind == "rad":
        yield from (("√", ""), *_grouped(element, "e", always=True))
    elif kind == "d":
        yield from (("(", ""), *_children(element), (")", ""))
    elif kind in RAISED:
        yield from ((text, RAISED[kind]) for text, _position in _children(element))
    elif not kind.endswith("Pr"):
        yield from _children(element)


def _children(element: Any) -> Iterator[Piece]:
    for child in element:
        yield from linear(child)


def _grouped(element: Any, name: str, *, always: bool = False) -> Iterator[Piece]:
    """Yield a part, in brackets if it is more than one symbol or word."""
    part = next((child for child in element if _name(child) == name), None)
    pieces = list(linear(part)) if part is not None else []
    needed = always or len("".join(text for text, _position in pieces)) > 1
    yield from (("(", ""), *pieces, (")", "")) if needed else pieces


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
