"""The page action menu for a piece in review."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.action_menu import (
    CancelWorkflowMenuItem,
    PublishMenuItem,
    RestartWorkflowMenuItem,
    WorkflowMenuItem,
)
from wagtail.models import Page

# Each of these ends the review and starts it anew, which an editor who wants to publish does not mean to do.
PAST_THE_REVIEW = (PublishMenuItem, RestartWorkflowMenuItem)


def offer_review(items: list[Any], page: Page) -> None:
    """Remove actions that bypass the review from a page's menu, and name the result of approval."""
    items[:] = [item for item in items if not isinstance(item, PAST_THE_REVIEW)]
    for item in items:
        if isinstance(item, CancelWorkflowMenuItem):
            item.label = _("Take out of review")
        elif isinstance(item, WorkflowMenuItem):
            item.label = _label(item, page)


def _label(item: WorkflowMenuItem, page: Page) -> str:
    if item.name != "approve":
        return str(item.label)
    approval = _outcome(page) + _open_comments(page)
    return _("%(approval)s …, with a comment") % {"approval": approval} if item.launch_modal else approval


def _outcome(page: Page) -> str:
    if not page.current_workflow_state.is_at_final_task:
        return _("Approve")
    if page.go_live_at and page.go_live_at > timezone.now():
        appears = date_format(timezone.localtime(page.go_live_at), "j M, H:i")
        return _("Approve and schedule for %(time)s") % {"time": appears}
    return _("Approve and publish")


def _open_comments(page: Page) -> str:
    count = page.wagtail_admin_comments.filter(resolved_at=None).count()
    return (
        ngettext(" (%(count)d comment open)", " (%(count)d comments open)", count) % {"count": count} if count else ""
    )
