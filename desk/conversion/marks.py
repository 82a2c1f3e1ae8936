"""Marks at the places of a file's comments: two private use characters of Unicode around a number."""

import json
import re
from typing import Any

BEGIN, END = "\ue000", "\ue001"
MARK = re.compile(f"{BEGIN}([0-9]*){END}")


def mark(number: int) -> str:
    """Return the mark of a comment by its number."""
    return f"{BEGIN}{number}{END}"


def without_marks(text: str) -> str:
    """Take marks away, and what a file may hold that looks like a piece of one."""
    return text.replace(BEGIN, "").replace(END, "")


def marks_in(value: Any) -> list[int]:
    """Return the numbers of the comments in the value of a block, in order."""
    written = json.dumps(value, ensure_ascii=False)
    return [int(number) for number in dict.fromkeys(MARK.findall(written)) if number]


def cleaned(value: Any) -> Any:
    """Return the value of a block without marks."""
    if isinstance(value, str):
        return without_marks(MARK.sub("", value))
    if isinstance(value, dict):
        return {name: cleaned(inner) for name, inner in value.items()}
    return [cleaned(inner) for inner in value] if isinstance(value, list) else value
