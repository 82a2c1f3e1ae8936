"""Write to a page only if it still is what the sender has read (RFC 9110, section 13)."""

import hashlib
from typing import Any

from django.http import HttpRequest
from django.utils.http import parse_etags
from ninja.errors import HttpError
from wagtail.models import Page

IF_MATCH = "If-Match"
# Columns that change with every change to a page.
STATE = ("latest_revision_id", "live_revision_id", "live", "path", "slug", "title", "draft_title", "last_published_at")
NO_TAG = "If-Match has to be the ETag that you got, with its quotation marks: take it as it is from the answer."
CHANGED = "The page was changed since you read it: read it again, and send your change with the new ETag."


def state_of(page_id: int) -> str:
    """Return a digest that identifies the state of a page, empty without a page."""
    values = Page.objects.filter(pk=page_id).values_list(*STATE).first()
    return _digest(repr(values).encode()) if values else ""


def tag_of(page_id: int, content: bytes) -> str:
    """Return the ETag of a response: the state of the page, and the content."""
    return f'"{state_of(page_id)}-{_digest(content)}"'


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def require_match(request: HttpRequest, page_id: Any) -> None:
    """Raise HttpError 412 if a page has changed since the sender read it; does nothing without the header.

    Call it in a transaction, which locks the page until it ends.
    """
    sent = request.headers.get(IF_MATCH)
    if sent is None or not (found := Page.objects.select_for_update().filter(pk=page_id).first()):
        return
    tags = parse_etags(sent)
    if not tags:
        raise HttpError(400, NO_TAG)
    # A server that compresses makes a tag weak; ours name a state and not the bytes, so they are good for both.
    states = {tag.removeprefix("W/").strip('"').partition("-")[0] for tag in tags}
    if not {"*", state_of(found.pk)} & states:
        raise HttpError(412, CHANGED)
