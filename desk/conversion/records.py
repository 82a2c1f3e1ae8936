"""The result of a conversion, and the error if it is refused."""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass, field
from typing import Any

# What only the desk has a place for.
NO_TITLE = "A table has no title yet: write what it shows."
NO_HEADINGS = "The first row of a table holds figures, so its columns have no headings yet: write them."


class ConversionError(Exception):
    """A refused file; the message names the file, the place and the cure."""


@dataclass(frozen=True)
class Source:
    """The source of a conversion: a file with its name, or pasted content under a name of ours."""

    name: str
    content: bytes

    @property
    def ending(self) -> str:
        """The extension of the name, in lower case and without its dot."""
        return self.name.rpartition(".")[2].lower() if "." in self.name else ""


@dataclass(frozen=True)
class Remark:
    """A change or loss in the conversion, and its place."""

    place: str
    text: str

    @property
    def is_for_the_desk(self) -> bool:
        """Whether authors in the steps cannot do what it asks for."""
        return self.text.startswith((NO_TITLE, NO_HEADINGS))

    def __str__(self) -> str:
        return f"{self.place}: {self.text}" if self.place else self.text


@dataclass(frozen=True)
class FileComment:
    """A comment of the file: its block, and the words that it is about."""

    block: str
    author: str
    text: str
    quote: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture of the file, to be saved by the caller; image blocks refer to it by its index."""

    name: str
    content: bytes
    alt: str = ""


@dataclass
class Conversion:
    """The body blocks in the form of a StreamField, with remarks, comments and pictures."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    report: list[Remark] = field(default_factory=list)
    comments: list[FileComment] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    def with_pictures(self, keys: dict[int, int]) -> list[dict[str, Any]]:
        """Return the blocks with the keys of saved images; an unsaved one is left out."""
        return [placed for block in self.blocks if (placed := _with_picture(block, keys))]

    def as_data(self) -> dict[str, Any]:
        """Return the conversion as JSON-compatible data."""
        pictures = [asdict(one) | {"content": base64.b64encode(one.content).decode()} for one in self.pictures]
        return asdict(self) | {"pictures": pictures}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Conversion:
        """Return the conversion from the data of `as_data()`."""
        return cls(
            blocks=data["blocks"],
            report=[Remark(**one) for one in data["report"]],
            comments=[FileComment(**one) for one in data["comments"]],
            pictures=[Picture(**one | {"content": base64.b64decode(one["content"])}) for one in data["pictures"]],
        )


def _with_picture(block: dict[str, Any], keys: dict[int, int]) -> dict[str, Any] | None:
    if block["type"] != "image":
        return block
    image = dict(block["value"]["image"])
    key = keys.get(image.pop("picture"))
    return block | {"value": block["value"] | {"image": image | {"image": key}}} if key else None
