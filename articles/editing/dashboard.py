"""The dashboard: what editors and authors need to know at the start of the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Min, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision, TaskState, WorkflowState

from articles.editing.permissions import visible_to
from articles.models import ArticlePage, SectionPage

ROWS = 7


@dataclass(frozen=True)
class Row:
    """One article of a panel."""

    article: ArticlePage
    note: str
    moment: datetime | None
    anchor: str = ""


class DeskPanel(Component):
    """A part of the dashboard for the current user."""

    def __init__(self, request: HttpRequest, order: float) -> None:
        self.request = request
        self.order = order


class ArticlePanel(DeskPanel):
    """A short list of articles with a heading, and a message if it is empty."""

    template_name = "articles/editing/dashboard_panel.html"
    name: str
    heading: Any
    empty: Any
    icon: str

    def rows(self) -> Iterable[Row]:
        """Return the rows of the panel."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return heading and rows for the template."""
        return {
            "name": self.name,
            "heading": self.heading,
            "icon": self.icon,
            "empty": self.empty,
            "rows": [(row, self._address(row.article)) for row in list(self.rows())[:ROWS]],
        }

    def _address(self, article: ArticlePage) -> str:
        """Return the URL that is most useful to the user: the editor, else the public page, else none."""
        if article.permissions_for_user(self.request.user).can_edit():
            return reverse("wagtailadmin_pages:edit", args=[article.pk])
        return (article.get_url(self.request) or "") if article.live else ""


def pages_sent_back() -> QuerySet[WorkflowState]:
    """Return the workflow states of pages that were sent back; the page's key is stored as text there."""
    pages = ContentType.objects.get_for_model(Page)
    return WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, base_content_type=pages)


class WaitingForMe(ArticlePanel):
    """Pieces that the user has to review, or to revise after they were sent back."""

    name = "waiting-for-me"
    heading = gettext_lazy("Waiting for me")
    empty = gettext_lazy("Nothing waits for you.")
    icon = "user"

    def rows(self) -> Iterable[Row]:
        """Pieces to review, then pieces that were sent back."""
        yield from self._to_review()
        yield from self._sent_back()

    def _to_review(self) -> Iterable[Row]:
        states = (
            TaskState.objects.reviewable_by(self.request.user)
            .select_related("task", "workflow_state__requested_by")
            .prefetch_related("revision__content_object")
            .order_by("started_at")
        )
        for state in states:
            who = state.workflow_state.requested_by or _("somebody")
            note = _("%(task)s; handed in by %(who)s") % {"task": state.task.name, "who": who}
            yield Row(state.revision.content_object, note, state.started_at)

    def _sent_back(self) -> Iterable[Row]:
        states = pages_sent_back().select_related("current_task_state").prefetch_related("content_object")
        for state in states:
            article, back = state.content_object, state.current_task_state
            if article and back and self.request.user.pk in {state.requested_by_id, article.owner_id}:
                note = _("Sent back: %s") % (back.comment or _("see the comments in the text"))
                yield Row(article, note, back.finished_at, anchor="#comments")


class MyDrafts(ArticlePanel):
    """The user's unpublished pieces, with the state of each."""

    name = "my-drafts"
    heading = gettext_lazy("My drafts")
    empty = gettext_lazy("You have no drafts.")
    icon = "edit"

    def rows(self) -> Iterable[Row]:
        """The user's pieces with unpublished changes; those sent back or scheduled are in other panels."""
        sent_back = [int(pk) for pk in pages_sent_back().values_list("object_id", flat=True)]
        drafts = (
            ArticlePage.objects.filter(owner=self.request.user, has_unpublished_changes=True)
            .annotate_approved_schedule()
            .filter(_approved_schedule=False)
            .exclude(pk__in=sent_back)
            .order_by("-latest_revision_created_at")
            .with_workflow_states()
        )
        for article in drafts[:ROWS]:
            yield Row(article, self._whereabouts(article), article.latest_revision_created_at)

    def _whereabouts(self, article: ArticlePage) -> str:
        state = article.current_workflow_state
        if state and state.current_task_state:
            return _("Handed in: %s") % state.current_task_state.task.name
        return _("Changes to a published article") if article.live else _("Not handed in")


class ScheduledNext(ArticlePanel):
    """Scheduled publications and expiries."""

    name = "scheduled-next"
    heading = gettext_lazy("Scheduled next")
    empty = gettext_lazy("Nothing is scheduled.")
    icon = "calendar-alt"

    def rows(self) -> Iterable[Row]:
        """Approved pieces that the user may see, with a time to go live or to expire, the next one first."""
        changes = [*self._appearing(), *self._disappearing()]
        return sorted(changes, key=lambda row: row.moment or timezone.now())

    def _appearing(self) -> Iterable[Row]:
        times = (
            Revision.page_revisions.filter(approved_go_live_at__gt=timezone.now())
            .values("object_id")
            .annotate(at=Min("approved_go_live_at"))
        )
        moments = {int(row["object_id"]): row["at"] for row in times}
        scheduled = visible_to(self.request.user, ArticlePage.objects.with_workflow_states()).in_bulk(list(moments))
        for pk, article in scheduled.items():
            yield Row(article, _("Appears"), moments[pk])

    def _disappearing(self) -> Iterable[Row]:
        expiring = ArticlePage.objects.live().with_workflow_states().filter(expire_at__gt=timezone.now())
        for article in expiring.order_by("expire_at")[:ROWS]:
            yield Row(article, _("Disappears"), article.expire_at)


class PublishedLately(ArticlePanel):
    """The latest published articles."""

    name = "published-lately"
    heading = gettext_lazy("Published lately")
    empty = gettext_lazy("Nothing has been published yet.")
    icon = "globe"

    def rows(self) -> Iterable[Row]:
        """The newest articles."""
        newest = ArticlePage.objects.live().with_workflow_states().order_by("-published_at")
        for article in newest[:ROWS]:
            yield Row(article, article.get_kind_display(), article.published_at)


class BeginArticle(DeskPanel):
    """A button per section to begin an article."""

    template_name = "articles/editing/begin_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the sections in which the user may write."""
        return {"heading": _("Begin an article in"), "sections": sections_for(self.request.user)}


def sections_for(user: Any) -> list[SectionPage]:
    """Return the sections in which a user may write."""
    sections = SectionPage.objects.live().order_by("path")
    return [section for section in sections if section.permissions_for_user(user).can_add_subpage()]


PANELS: tuple[type[DeskPanel], ...] = (
    BeginArticle,
    WaitingForMe,
    MyDrafts,
    ScheduledNext,
    PublishedLately,
)


def panels(request: HttpRequest) -> list[Component]:
    """Return the panels of the dashboard in order."""
    return [panel(request, order) for order, panel in enumerate(PANELS)]
