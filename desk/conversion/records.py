"""What a conversion gives, and the sentence with which it refuses."""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass, field
from typing import Any


class ConversionError(Exception):
    """A file that is not taken; the message names the file, the place and the cure."""


@dataclass(frozen=True)
class Source:
    """What is to be converted: a file by its name, or what was pasted under a name of ours."""

    name: str
    content: bytes

    @property
    def ending(self) -> str:
        """The end of the name, in small letters and without its dot."""
        return self.name.rpartition(".")[2].lower() if "." in self.name else ""


@dataclass(frozen=True)
class Remark:
    """Something that was changed or dropped, and where."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}" if self.place else self.text


@dataclass(frozen=True)
class FileComment:
    """A comment of the file: the block to which it belongs, and the words that it is about."""

    block: str
    author: str
    text: str
    quote: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture of the file, which the caller saves; image blocks name it by its position in the list."""

    name: str
    content: bytes
    alt: str = ""


@dataclass
class Conversion:
    """The body blocks as a StreamField keeps them, what was changed, and what came along."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    report: list[Remark] = field(default_factory=list)
    comments: list[FileComment] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    def with_pictures(self, keys: dict[int, int]) -> list[dict[str, Any]]:
        """Return the blocks with the keys of saved images; a picture without one is left out."""
        return [placed for block in self.blocks if (placed := _with_picture(block, keys))]

    def as_data(self) -> dict[str, Any]:
        """Return what JSON can carry."""
        pictures = [asdict(one) | {"content": base64.b64encode(one.content).decode()} for one in self.pictures]
        return asdict(self) | {"pictures": pictures}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Conversion:
        """Return what `as_data()` made JSON of."""
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
