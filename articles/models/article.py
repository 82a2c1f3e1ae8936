"""Articles."""

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PagePermissionTester
from wagtail.search import index
from wagtail.url_routing import RouteResult

from articles.blocks import BodyBlock
from articles.editing.api_fields import ARTICLE_API_FIELDS
from articles.editing.forms import ArticleForm, ArticleProgramForm
from articles.editing.panels import ARTICLE_PANELS, PROMOTE_PANELS
from articles.editing.permissions import LivePagesStay
from articles.kinds import Kind, KindSpecification, shown_specification
from articles.kinds.event import EventFields
from articles.kinds.resource import ResourceFields
from articles.kinds.review import ReviewFields
from articles.models.credit import Credit
from articles.models.querysets import ArticleQuerySet
from articles.models.trend_links import CarriesTrends
from articles.plain_text import plain_text, reading_minutes
from base.models import BasePage
from base.pages.preview import FrontEndPreviewMixin
from base.views import Gone
from members.models import Gated
from members.reading.access import mark_no_store

KIND_LABELS = dict(Kind.choices)


class ArticlePage(EventFields, ResourceFields, ReviewFields, FrontEndPreviewMixin, CarriesTrends, Gated, BasePage):
    """One piece of the magazine."""

    deck = models.TextField(
        _("deck"), blank=True, max_length=300, help_text=_("One or two sentences that make somebody read on.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.ANALYSIS)
    lead_image = models.ForeignKey(
        "base.MagazineImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("lead image"),
    )
    lead_image_alt = models.CharField(
        _("alt text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for readers who do not see it; the picture’s own description when empty."),
    )
    lead_image_caption = models.CharField(_("caption"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))
    trends = ClusterTaggableManager(
        through="articles.ArticleTrend",
        blank=True,
        verbose_name=_("trends"),
        help_text=_("One to five terms of the vocabulary. A synonym is turned into its term."),
    )
    institutions = ParentalManyToManyField(
        "members.Institution",
        blank=True,
        related_name="articles_about",
        verbose_name=_("institutions"),
        help_text=_("The institutions that the article is about."),
    )
    published_at = models.DateTimeField(
        _("published"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Printed under the headline; the moment of publication when empty."),
    )
    revised_at = models.DateTimeField(
        _("updated"),
        null=True,
        blank=True,
        help_text=_("Only when readers should know that the text has changed."),
    )
    # Taken from the corrections, so that no list has to look for them.
    corrected_at = models.DateTimeField(_("corrected"), null=True, blank=True, editable=False)
    is_retracted = models.BooleanField(_("retracted"), default=False, editable=False)
    reading_minutes = models.PositiveSmallIntegerField(_("reading time"), default=1, editable=False)

    # The parent once more: no index spans two tables, and each section is read in the order of dates.
    listed_in = models.ForeignKey(
        "articles.SectionPage", on_delete=models.RESTRICT, related_name="+", blank=True, editable=False
    )
    listed_in.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # Wagtail’s mark

    objects: ClassVar[Any] = PageManager.from_queryset(ArticleQuerySet)()

    select_related_on_serve = ("lead_image",)  # what few articles have is asked for where they have it
    gated_fields = ("body",)
    exclude_fields_in_copy = [*BasePage.exclude_fields_in_copy, "corrections", "corrected_at", "is_retracted"]
    base_form_class = ArticleForm
    api_base_form_class = ArticleProgramForm
    parent_page_types = ["articles.SectionPage"]
    subpage_types: list[str] = []
    template = "articles/article_page.html"
    content_panels = ARTICLE_PANELS
    promote_panels = PROMOTE_PANELS
    api_fields = ARTICLE_API_FIELDS
    search_fields = [
        *Page.search_fields,
        index.SearchField("deck"),
        index.FilterField("kind"),
        index.FilterField("published_at"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(fields=["kind", "published_at"], name="articles_by_kind"),
            models.Index(fields=["listed_in", "published_at"], name="articles_by_section"),
            models.Index(fields=["kind", "event_ends_at"], name="articles_events_to_come"),
            models.Index(fields=["kind", "event_starts_at"], name="articles_events"),
        ]

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Lead to an article that was withdrawn, too: its address is not unknown, but gone."""
        if not self.live and self.first_published_at and not path_components:
            return RouteResult(self)
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the article, or say that it was withdrawn (RFC 9110, section 15.5.11)."""
        if not (self.live or getattr(request, "is_preview", False)):
            raise Gone
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return mark_no_store(response) if self.is_gated() else response

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """Lists ask this of each row."""
        return LivePagesStay(user, self)

    def clean(self) -> None:
        """Check what no form field can check alone."""
        super().clean()
        if self.published_at and self.published_at > timezone.now():
            raise ValidationError(
                {"published_at": _("This is in the future: to publish later, use the schedule in the status panel.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keep what is worked out from the rest, and the section."""
        self.listed_in_id = self.get_parent(update=True).pk
        self.set_derived_fields()
        return super().save(*args, **kwargs)

    def set_derived_fields(self) -> None:
        """Take publication date and reading time from the rest."""
        if self.live and not self.published_at:
            self.published_at = self.first_published_at or timezone.now()
        self.__dict__.pop("full_text", None)
        self.reading_minutes = reading_minutes(self.full_text)
        corrections = list(self.corrections.all())
        self.corrected_at = max((one.made_at for one in corrections), default=None)
        self.is_retracted = any(one.severity == "retraction" for one in corrections)

    def get_kind_display(self) -> str:  # type: ignore[no-redef]  # Django makes one
        """Return the label of the kind; Django's own method walks all choices each time."""
        return str(KIND_LABELS.get(self.kind, self.kind))

    @cached_property
    def section(self) -> Page:
        """The section that the article stands in."""
        return self.get_parent()

    @property
    def alt(self) -> str:
        """The alt text of the lead image."""
        return self.lead_image_alt or (self.lead_image.description if self.lead_image else "")

    @cached_property
    def full_text(self) -> str:
        """The words of the body, as they were when it was saved, or else when somebody first asked."""
        return plain_text(self.body)

    @property
    def byline_credits(self) -> list[Credit]:
        """The credits that the byline names, in their order."""
        return [credit for credit in self.credits.all() if credit.is_in_byline]

    @property
    def changed_at(self) -> datetime:
        """When readers last got something new: an update or a correction if there is one, else the publication."""
        later = [moment for moment in (self.revised_at, self.corrected_at) if moment]
        return max(later, default=None) or self.published_at or timezone.now()

    @property
    def listed_title(self) -> str:
        """The headline in lists and feeds, which say at once when an article is retracted."""
        return f"Retracted: {self.title}" if self.is_retracted else self.title

    @property
    def has_typed_corrections(self) -> bool:
        """Whether corrections were typed that are not saved, as in a preview."""
        return not isinstance(self.corrections.all(), models.QuerySet)

    @property
    def kind_specification(self) -> KindSpecification | None:
        """What the kind adds to the page; None when there is nothing to show of it."""
        return shown_specification(self)


class RelatedArticle(models.Model):
    """An article that continues what a piece of today or of the archive is about."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="related_to")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "position"], name="related_article_has_one_place")]

    def __str__(self) -> str:
        return f"{self.page_id} → {self.article_id}"
