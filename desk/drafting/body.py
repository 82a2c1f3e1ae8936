"""Convert the body of a draft to a single text field, and back.

What a plain field cannot show, such as an image or a table, is a placeholder line in it, which can be moved.
Unchanged blocks keep their identifiers, so that comments stay in place.
"""

import json
import re
from typing import Any
from uuid import uuid4

from django.utils.html import strip_tags
from wagtail.blocks import StreamValue

from articles.blocks import BodyBlock
from desk.drafting.markdown import is_expressible, markdown_from
from desk.drafting.text import blocks_from

LINE = re.compile(r"^\[\[(\d+):.*\]\]\s*$", re.MULTILINE)
LONGEST_LABEL = 60
Block = dict[str, Any]
BODY = BodyBlock()


def raw_blocks(body: Any) -> list[Block]:
    """Return the raw blocks, with their identifiers."""
    return [{**block, "id": block.get("id") or str(uuid4())} for block in body.get_prep_value()]


def text_of(body: Any) -> str:
    """Return the body as text for its author."""
    return "\n\n".join(_as_text(number, block) for number, block in enumerate(raw_blocks(body), 1))


def _as_text(number: int, block: Block) -> str:
    return markdown_from(block["value"]) if is_text(block) else f"[[{number}: {_label(block)}]]"


def is_text(block: Block) -> bool:
    """Return whether a plain field can show all of a block."""
    return block["type"] == "text" and is_expressible(block["value"])


def _label(block: Block) -> str:
    name = str(BODY.child_blocks[block["type"]].label)
    words = " ".join(strip_tags(word) for word in _words(block["value"]))
    said = re.sub(r"[\[\]\s]+", " ", words).strip()
    return f"{name} – {said[:LONGEST_LABEL]}" if said else name


def _words(value: Any) -> list[str]:
    """Return the first words found in a block of any type."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = [
        word for part in inner for word in _words(part) if word and not re.fullmatch(r"[\w-]{0,8}|[\w-]{36}", word)
    ]
    return found[:1]


def body_from(text: str, body: Any) -> str:
    """Return the body for an edited text, as JSON for a StreamField; `body` is the one that the text was made from."""
    text = text.replace("\r\n", "\n")
    if text.strip() == text_of(body).replace("\r\n", "\n").strip():
        return json.dumps(raw_blocks(body))
    return json.dumps(_merged(text, raw_blocks(body)))


def _merged(text: str, before: list[Block]) -> list[Block]:
    unused = {number: block for number, block in enumerate(before, 1) if not is_text(block)}
    words = [block for block in before if is_text(block)]
    made: list[Block] = []
    parts = LINE.split(text)  # text, number, text, number, …, text
    for part, number in zip(parts[::2], [*parts[1::2], None], strict=True):
        made += _text_blocks(part, words)
        if number and (kept := unused.pop(int(number), None)):
            made.append(kept)
    return made


def _text_blocks(part: str, words: list[Block]) -> list[Block]:
    """Return the blocks for the text between two placeholders; unchanged ones are reused with their neighbours."""
    if not part.strip():
        return []
    same = next((block for block in words if markdown_from(block["value"]) == part.strip()), None)
    if same:
        words.remove(same)
        return [same]
    made = raw_blocks(StreamValue(BODY, blocks_from(part)))
    if made and words and made[0]["type"] == "text":
        made[0]["id"] = words.pop(0)["id"]
    return made


def figure(image: Any, *, alt: str, caption: str) -> Block:
    """Return an image block in its raw form."""
    value = {
        "image": {"image": image.pk, "decorative": False, "alt_text": alt},
        "caption": caption,
        "credit": "",
        "width": "column",
    }
    return {"type": "image", "value": value, "id": str(uuid4())}


def image_of(block: Block) -> int | None:
    """Return the key of the image of a block."""
    return block["value"]["image"]["image"] if block["type"] == "image" else None
