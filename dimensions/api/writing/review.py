"""Submit a draft for review, withdraw it, and see its state, for programs.

The review is that of the desk, so the reviewers are notified as if somebody had pressed the button.
"""

from datetime import datetime
from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema
from ninja.errors import HttpError
from pydantic import PositiveInt
from wagtail.api.v3.querysets import get_pages_queryset
from wagtail.models import WorkflowState

from articles.models import ArticlePage
from dimensions.api.writing.publishing import require_complete

review = Router(tags=["pages"])
NO_ARTICLE = "There is no article under this number that you may see."
NOT_YOURS = "You may not change this article, so you cannot hand it in either."
IN_REVIEW = "This article is in the review already: GET review/ says where it stands."
LOCKED = "Somebody has locked this article: ask at the desk."
NO_REVIEW = "No review is set up for articles here: ask whoever administers the desk."
NOT_IN_REVIEW = "This article is not in the review, so there is nothing to take back."


class ReviewOut(Schema):
    """The state of an article in the review."""

    state: Literal["none", "in_progress", "needs_changes", "approved", "cancelled"] = Field(
        description="`none` was never handed in; `needs_changes` was sent back; `cancelled` was taken back"
    )
    step: str | None = Field(description="What it waits for, as the desk calls it", examples=["Editor"])
    handed_in_at: datetime | None = Field(description="When it was handed in first in this review")
    comment: str = Field(description="What the editors wrote when they sent it back or approved it")
    is_published: bool = Field(description="Whether readers see a version of it")


@review.get("/{page_id}/review/", response=ReviewOut, url_name="page_review", operation_id="pages_review")
def get_review(request: HttpRequest, page_id: PositiveInt) -> dict[str, Any]:
    """The state of an article in the editors' review."""
    article = _article(request, page_id)
    permissions = article.permissions_for_user(request.user)
    if not (permissions.can_edit() or permissions.can_publish() or article.owner_id == request.user.pk):
        raise PermissionDenied(NOT_YOURS)
    return _standing(article)


@review.post(
    "/{page_id}/actions/hand_in/", response=ReviewOut, url_name="hand_in_page", operation_id="pages_actions_hand_in"
)
def hand_in(request: HttpRequest, page_id: PositiveInt) -> dict[str, Any]:
    """Submit the newest draft of an article to the editors, for the first time or after they sent it back."""
    article = _article(request, page_id)
    _require_handing_in(article, request.user)
    require_complete(article.get_latest_revision_as_object())
    state = article.current_workflow_state
    if state:
        state.resume(request.user)
    else:
        article.get_workflow().start(article, request.user)
    return _standing(_article(request, page_id))


@review.post(
    "/{page_id}/actions/take_back/",
    response=ReviewOut,
    url_name="take_back_page",
    operation_id="pages_actions_take_back",
)
def take_back(request: HttpRequest, page_id: PositiveInt) -> dict[str, Any]:
    """Withdraw an article from the review, to change it."""
    article = _article(request, page_id)
    state = article.current_workflow_state
    if state is None:
        raise HttpError(409, NOT_IN_REVIEW)
    if not state.user_can_cancel(request.user):
        raise PermissionDenied(NOT_YOURS)
    state.cancel(user=request.user)
    return _standing(_article(request, page_id))


def _article(request: HttpRequest, page_id: int) -> ArticlePage:
    visible = get_pages_queryset(request).filter(pk=page_id)
    found: ArticlePage | None = ArticlePage.objects.filter(pk__in=visible.values("pk")).first()
    if found is None:
        raise Http404(NO_ARTICLE)
    return found


def _require_handing_in(article: ArticlePage, user: Any) -> None:
    """Raise HttpError or PermissionDenied if the desk would not offer the button."""
    permissions = article.permissions_for_user(user)
    if article.workflow_in_progress:
        raise HttpError(409, IN_REVIEW)
    if not permissions.can_edit():
        raise PermissionDenied(NOT_YOURS)
    if not article.has_workflow:
        raise HttpError(409, NO_REVIEW)
    if not permissions.can_submit_for_moderation():
        raise HttpError(409, LOCKED)


def _standing(article: ArticlePage) -> dict[str, Any]:
    state: WorkflowState | None = article.workflow_states.order_by("created_at", "pk").last()
    waits = state and state.is_active and state.current_task_state
    return {
        "state": state.status if state else "none",
        "step": waits.task.name if waits else None,
        "handed_in_at": state.created_at if state else None,
        "comment": _comment(state),
        "is_published": article.live,
    }


def _comment(state: WorkflowState | None) -> str:
    last = state and state.current_task_state
    return str(last.specific.get_comment() or "") if last else ""
