"""What every reader makes of a file."""

from dataclasses import dataclass, field

from desk.conversion.records import Remark


@dataclass(frozen=True)
class Said:
    """A comment as it stands in a file."""

    author: str
    text: str
    quote: str = ""


@dataclass
class Document:
    """HTML, the pictures that it names by their source, the comments that it marks, and what the reader changed."""

    html: str
    pictures: dict[str, bytes] = field(default_factory=dict)
    comments: dict[int, Said] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
