"""Where the pictures of a piece stand in its draft."""

import json
from typing import Any

from desk.drafting.body import Block, figure, image_of, raw_blocks
from desk.models import Piece, PiecePicture


def place_pictures(piece: Piece, draft: Any) -> None:
    """Have every picture stand in the text, or above it; one that stands nowhere yet comes at the end."""
    pictures = {picture.image_id: picture for picture in piece.pictures.select_related("image")}
    lead = next((picture for picture in pictures.values() if picture.is_lead), None)
    _set_lead(draft, lead)
    blocks = [kept for block in raw_blocks(draft.body) if (kept := _updated(block, pictures))]
    shown = {image_of(block) for block in blocks}
    missing = [p for p in pictures.values() if p.image_id not in shown and not p.is_lead]
    draft.body = json.dumps([*blocks, *(_figure(picture) for picture in missing)])


def _set_lead(draft: Any, lead: PiecePicture | None) -> None:
    draft.lead_image = lead.image if lead else None
    draft.lead_image_alt = lead.image.description if lead else ""
    draft.lead_image_caption = lead.caption if lead else ""


def _updated(block: Block, pictures: dict[int, PiecePicture]) -> Block | None:
    """Return the block with what the author says of its picture now; None for one that stands above the text."""
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
    """Take a picture out of the draft."""
    draft.body = json.dumps([block for block in raw_blocks(draft.body) if image_of(block) != picture.image_id])
