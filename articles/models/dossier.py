"""Dossiers: articles released together, in an order, under a cover."""

from collections.abc import Collection, Sequence
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.log_actions import get_active_log_context
from wagtail.models import Orderable, Page, PageManager, PagePermissionTester, Revision
from wagtail.search import index

from articles.dossiers.forms import DossierForm
from articles.editing.api_fields import DOSSIER_API_FIELDS, ENTRY_API_FIELDS
from articles.editing.permissions import NoNewPagesForAuthors
from articles.models.article import ArticlePage
from articles.models.querysets import ArticleQuerySet
from base.media.renditions import COVER, prefetch_renditions
from base.models import BasePage, TopLevelPage
from base.pages.page_queries import PublicPageQuerySet


class ReleaseError(ValidationError):
    """A dossier cannot be released; the messages name each piece that is not ready."""

    def __init__(self, revision: Revision, problems: Sequence[str]) -> None:
        super().__init__(list(problems))
        self.revision = revision


class DossierQuerySet(PublicPageQuerySet):
    """Named queries on dossiers."""

    def newest_first(self) -> Self:
        """Released dossiers, the latest first."""
        return self.published().by_type().order_by("-first_published_at", "-pk")

    def with_cover(self) -> Self:
        """Load what a cover shows, in a fixed number of queries."""
        return self.select_related("cover").prefetch_related(prefetch_renditions("cover__renditions", COVER))


class DossierIndexPage(TopLevelPage, BasePage):
    """All dossiers."""

    intro = models.TextField(_("intro"), blank=True, max_length=400)

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["articles.DossierPage"]
    template = "articles/dossiers/index.html"
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("list of dossiers")
        verbose_name_plural = _("lists of dossiers")

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """Return a tester that lets authors add no dossiers."""
        return NoNewPagesForAuthors(user, self)


class DossierPage(BasePage):
    """Articles under a cover, released together with those that wait for it: all of them, or none."""

    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])
    cover = models.ForeignKey(
        "base.MagazineImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("cover"),
    )

    objects: ClassVar[Any] = PageManager.from_queryset(DossierQuerySet)()

    select_related_on_serve = ("cover",)
    parent_page_types = ["articles.DossierIndexPage"]
    subpage_types: list[str] = []
    base_form_class = DossierForm
    template = "articles/dossiers/dossier.html"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("cover"),
        FieldPanel("introduction"),
        InlinePanel(
            "entries",
            heading=_("Articles"),
            label=_("Article"),
            help_text=_(
                "In the order in which they are read. An article waits for the dossier when it is approved and "
                "scheduled; it goes out with the dossier then, and not at a time of its own."
            ),
        ),
    ]
    api_fields = DOSSIER_API_FIELDS
    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Release the waiting articles with the dossier, however it is published. Raise ReleaseError."""
        with transaction.atomic():
            if self._is_published_now():
                _release_pieces(self.live_revision)
            return super().save(*args, **kwargs)

    def _is_published_now(self) -> bool:
        """Return whether the live version changes."""
        if not (self.live and self.live_revision):
            return False
        return not DossierPage.objects.live().filter(pk=self.pk, live_revision=self.live_revision).exists()

    def articles(self) -> ArticleQuerySet:
        """The published articles of the dossier; see `in_order`."""
        keys = [entry.article_id for entry in self.entries.all()]
        found: ArticleQuerySet = ArticlePage.objects.published().filter(pk__in=keys)
        return found

    def in_order(self, articles: Collection[ArticlePage]) -> list[ArticlePage]:
        """Return articles in the order of the dossier."""
        order = {entry.article_id: place for place, entry in enumerate(self.entries.all())}
        return sorted(articles, key=lambda article: order[article.pk])

    @staticmethod
    def problems_of(keys: Collection[int]) -> list[str]:
        """Return a sentence for each piece that blocks a release: it is neither published nor waiting."""
        found = ArticlePage.objects.filter(pk__in=keys).in_bulk()
        waiting = set(_scheduled(keys).values_list("object_id", flat=True))
        problems = [_not_ready(piece) for piece in found.values() if not piece.live and str(piece.pk) not in waiting]
        deleted = _now("An article of the dossier was deleted: open the dossier and save it anew.")
        return [*problems, deleted] if {*keys} - {*found} else problems


class DossierEntry(Orderable):
    """An article of a dossier."""

    dossier = ParentalKey(DossierPage, on_delete=models.CASCADE, related_name="entries")
    article = models.ForeignKey(
        "articles.ArticlePage", on_delete=models.CASCADE, related_name="dossier_entries", verbose_name=_("article")
    )

    panels = [PageChooserPanel("article", "articles.ArticlePage")]
    api_fields = ENTRY_API_FIELDS

    def __str__(self) -> str:
        return str(self.article)


def waiting_for_dossiers() -> list[str]:
    """Return the keys, in the form of revisions, of unpublished pieces that a scheduled dossier will release."""
    scheduled = Revision.page_revisions.filter(
        approved_go_live_at__isnull=False, content_type__app_label="articles", content_type__model="dossierpage"
    )
    keys = {key for revision in scheduled for key in _keys_in(revision)}
    waiting = ArticlePage.objects.filter(pk__in=keys, live=False) if keys else ArticlePage.objects.none()
    return [str(key) for key in waiting.values_list("pk", flat=True)]


def _keys_in(revision: Revision) -> list[int]:
    return [entry["article"] for entry in revision.content.get("entries", [])]


def _scheduled(keys: Collection[int]) -> Any:
    return Revision.page_revisions.filter(approved_go_live_at__isnull=False, object_id__in=[str(key) for key in keys])


def _not_ready(piece: ArticlePage) -> str:
    where = _now("it is in review") if piece.current_workflow_state else _now("it is a draft")
    said = _now("“%(piece)s” is not ready, %(where)s: have it approved and scheduled, or take it out of the dossier.")
    return said % {"piece": piece.get_admin_display_title(), "where": where}


def _release_pieces(revision: Revision) -> None:
    """Publish the waiting pieces; the rows are locked, so that nobody publishes or withdraws one in between."""
    keys = _keys_in(revision)
    waiting = list(_scheduled(keys).select_for_update(of=("self",)))
    if problems := DossierPage.problems_of(keys):
        raise ReleaseError(revision, problems)
    live = set(ArticlePage.objects.live().filter(pk__in=keys).values_list("pk", flat=True))
    for piece in waiting:
        if int(piece.object_id) not in live:
            _publish_now(piece)


def _publish_now(piece: Revision) -> None:
    piece.content = piece.content | {"go_live_at": None}
    piece.save(update_fields=["content"])
    user = get_active_log_context().user
    piece.publish(user=user, log_action="wagtail.publish.scheduled", skip_permission_checks=True)
