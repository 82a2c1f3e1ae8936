"""The comments of editors in a text, in their place, and the answers of its author."""

import json
import re
from typing import Any, NamedTuple

from bs4 import BeautifulSoup
from django.db import transaction
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Comment, CommentReply

from desk.drafting.body import Block, raw_blocks
from desk.models import Piece
from desk.pieces import emails
from members.models import User

LONGEST_EXCERPT = 160


class PlacedComment(NamedTuple):
    """A comment, the name of the place that it is about, and the words there."""

    comment: Comment
    place: str
    excerpt: str
    replies: list[CommentReply]


def comments_on(piece: Piece, draft: Any) -> list[PlacedComment]:
    """Return the unresolved comments, in the order of the text."""
    if not piece.article_id:
        return []
    found = Comment.objects.filter(page=piece.article_id, resolved_at=None)
    found = found.select_related("user").prefetch_related("replies__user").order_by("created_at")
    blocks = raw_blocks(draft.body)
    order = {block["id"]: number for number, block in enumerate(blocks)}
    placed = [_placed(comment, draft, blocks) for comment in found]
    return sorted(placed, key=lambda one: order.get(_block_id(one.comment), -1))


def _block_id(comment: Comment) -> str:
    parts = comment.contentpath.split(".")
    return parts[1] if len(parts) > 1 else ""


def _placed(comment: Comment, draft: Any, blocks: list[Block]) -> PlacedComment:
    block = next((block for block in blocks if block["id"] == _block_id(comment)), None)
    replies = list(comment.replies.all())
    if block is not None:
        return PlacedComment(comment, _("In the text"), _excerpt(block, comment.position), replies)
    name = comment.contentpath.partition(".")[0]
    if name == "body":
        return PlacedComment(comment, _("On words that have changed since"), "", replies)
    field = draft._meta.get_field(name) if name in {field.name for field in draft._meta.get_fields()} else None
    label = str(getattr(field, "verbose_name", name)).capitalize() if name != "title" else _("Headline")
    return PlacedComment(comment, label, _shortened(_value(draft, name)), replies)


def _value(draft: Any, name: str) -> str:
    display = getattr(draft, f"get_{name}_display", None)
    return str(display() if display else getattr(draft, name, ""))


def _excerpt(block: Block, position: str) -> str:
    value = block["value"]
    if not isinstance(value, str):
        return _shortened(str(value.get("caption") or value.get("title") or ""))
    return _selected(value, position) or _shortened(strip_tags(value.replace("><", "> <")))


def _selected(html: str, position: str) -> str:
    """Return the words that were selected in the editor, as long as their paragraph is there."""
    try:
        ranges = json.loads(position) if position else []
        first = ranges[0]
        paragraph = BeautifulSoup(html, "html.parser").find(None, {"data-block-key": str(first["key"])})
        return paragraph.get_text()[int(first["start"]) : int(first["end"])] if paragraph else ""
    except (ValueError, TypeError, KeyError, IndexError):
        return ""


def _shortened(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= LONGEST_EXCERPT else text[:LONGEST_EXCERPT].rsplit(" ", 1)[0] + " …"


@transaction.atomic
def answer(*, piece: Piece, comment: Comment, text: str, by: User) -> None:
    """Reply to a comment; the editor in charge gets a mail."""
    reply = CommentReply.objects.create(comment=comment, user=by, text=text)
    link = emails.absolute(reverse("wagtailadmin_pages:edit", args=[piece.article_id]) + "#comments")
    said = {"answered_by": str(by), "answer": text, "link": link}
    emails.tell_editors(piece, template="answer", by=by, key=f"answer {reply.pk}", **said)
