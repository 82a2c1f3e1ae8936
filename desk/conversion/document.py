"""The result of all file readers."""

from dataclasses import dataclass, field

from desk.conversion.records import Remark


@dataclass(frozen=True)
class Said:
    """A comment in a file."""

    author: str
    text: str
    quote: str = ""


@dataclass
class Document:
    """HTML, the pictures it refers to by their source, the comments it marks, and what the reader changed."""

    html: str
    pictures: dict[str, bytes] = field(default_factory=dict)
    comments: dict[int, Said] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
