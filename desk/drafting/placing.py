"""Images of a piece in its draft.

The captions of the draft count, since editors correct them there; only the step with the images changes them.
"""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from desk.drafting.body import Block, figure, image_of, raw_blocks
from desk.models import Piece, PiecePicture

Pictures = Mapping[int, PiecePicture]


class Said(NamedTuple):
    """The details of an image in a draft."""

    alt: str
    caption: str
    is_lead: bool


def said_of(picture: PiecePicture, draft: Any) -> Said:
    """Return the details of an image in the draft, or the author's if it is not in the draft yet."""
    if draft.lead_image_id == picture.image_id:
        return Said(draft.lead_image_alt or picture.image.description, draft.lead_image_caption, True)
    for block in raw_blocks(draft.body):
        if image_of(block) == picture.image_id:
            shown = block["value"]
            return Said(shown["image"].get("alt_text") or picture.image.description, shown["caption"] or "", False)
    return Said(picture.image.description, picture.caption, picture.is_lead)


def add_missing(piece: Piece, draft: Any) -> None:
    """Add an image that is not in the draft at the end of the text."""
    _write(draft, raw_blocks(draft.body), _pictures(piece))


def show_as_said(piece: Piece, draft: Any) -> None:
    """Place all images in the text, or above it, with their authors' current details."""
    pictures = _pictures(piece)
    _set_lead(draft, pictures)
    blocks = [kept for block in raw_blocks(draft.body) if (kept := _updated(block, pictures))]
    _write(draft, blocks, pictures)


def _pictures(piece: Piece) -> Pictures:
    return {picture.image_id: picture for picture in piece.pictures.select_related("image")}


def _write(draft: Any, blocks: list[Block], pictures: Pictures) -> None:
    shown = {image_of(block) for block in blocks} | {draft.lead_image_id}
    missing = [picture for key, picture in pictures.items() if key not in shown]
    draft.body = json.dumps([*blocks, *(_figure(picture) for picture in missing)])


def _set_lead(draft: Any, pictures: Pictures) -> None:
    """Set the lead image, but keep one that is not among these: an editor has chosen it."""
    lead = next((picture for picture in pictures.values() if picture.is_lead), None)
    if lead or draft.lead_image_id in pictures:
        draft.lead_image = lead.image if lead else None
        draft.lead_image_alt = lead.image.description if lead else ""
        draft.lead_image_caption = lead.caption if lead else ""


def _updated(block: Block, pictures: Pictures) -> Block | None:
    """Return the block with the author's details on its image, or None for one that is above the text."""
    picture = pictures.get(image_of(block) or 0)
    if picture is None:
        return block
    return None if picture.is_lead else _figure(picture, block)


def _figure(picture: PiecePicture, block: Block | None = None) -> Block:
    made = figure(picture.image, alt=picture.image.description, caption=picture.caption)
    if block:
        made["id"] = block["id"]
        made["value"] = block["value"] | {"image": made["value"]["image"], "caption": picture.caption}
    return made


def remove_picture(picture: PiecePicture, draft: Any) -> None:
    """Remove an image from the draft."""
    draft.body = json.dumps([block for block in raw_blocks(draft.body) if image_of(block) != picture.image_id])
    if draft.lead_image_id == picture.image_id:
        draft.lead_image, draft.lead_image_alt, draft.lead_image_caption = None, "", ""
