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
    """An article."""

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
    # Derived from the corrections, so that lists need no join.
    corrected_at = models.DateTimeField(_("corrected"), null=True, blank=True, editable=False)
    is_retracted = models.BooleanField(_("retracted"), default=False, editable=False)
    reading_minutes = models.PositiveSmallIntegerField(_("reading time"), default=1, editable=False)

    # The parent page again: no index spans two tables, and each section is listed by date.
    listed_in = models.ForeignKey(
        "articles.SectionPage", on_delete=models.RESTRICT, related_name="+", blank=True, editable=False
    )
    listed_in.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # Wagtail’s own flag

    objects: ClassVar[Any] = PageManager.from_queryset(ArticleQuerySet)()

    select_related_on_serve = ("lead_image",)  # what few articles have is loaded on use
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
            models.Index("revised_at", name="articles_revised", condition=models.Q(revised_at__isnull=False)),
            models.Index("corrected_at", name="articles_corrected", condition=models.Q(corrected_at__isnull=False)),
        ]

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Route to a withdrawn article too: its URL is not unknown, but gone."""
        if not self.live and self.first_published_at and not path_components:
            return RouteResult(self)
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the article, or 410 if it was withdrawn (RFC 9110, section 15.5.11)."""
        if not (self.live or getattr(request, "is_preview", False)):
            raise Gone
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return mark_no_store(response) if self.is_gated() else response

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """Return a tester that needs few queries, since lists call it for each row."""
        return LivePagesStay(user, self)

    def clean(self) -> None:
        """Check what no form field can check alone."""
        super().clean()
        if self.published_at and self.published_at > timezone.now():
            raise ValidationError(
                {"published_at": _("This is in the future: to publish later, use the schedule in the status panel.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Set derived fields and the section."""
        self.listed_in_id = self.get_parent(update=True).pk
        self.set_derived_fields()
        return super().save(*args, **kwargs)

    def set_derived_fields(self) -> None:
        """Set publication date and reading time."""
        if self.live and not self.published_at:
            self.published_at = self.first_published_at or timezone.now()
        self.__dict__.pop("full_text", None)
        self.reading_minutes = reading_minutes(self.full_text)
        corrections = list(self.corrections.all())
        self.corrected_at = max((one.made_at for one in corrections), default=None)
        self.is_retracted = any(one.severity == "retraction" for one in corrections)

    def get_kind_display(self) -> str:  # type: ignore[no-redef]  # Django generates one
        """Return the label of the kind; Django's own method walks all choices each time."""
        return str(KIND_LABELS.get(self.kind, self.kind))

    @cached_property
    def section(self) -> Page:
        """The section of the article."""
        return self.get_parent()

    @property
    def alt(self) -> str:
        """The alt text of the lead image."""
        return self.lead_image_alt or (self.lead_image.description if self.lead_image else "")

    @cached_property
    def full_text(self) -> str:
        """The text of the body, stored when it was saved, or else computed once."""
        return plain_text(self.body)

    @property
    def byline_credits(self) -> list[Credit]:
        """The credits of the byline, in order."""
        return [credit for credit in self.credits.all() if credit.is_in_byline]

    @property
    def changed_at(self) -> datetime:
        """When readers last got something new: an update or a correction, or else the publication."""
        later = [moment for moment in (self.revised_at, self.corrected_at) if moment]
        return max(later, default=None) or self.published_at or timezone.now()

    @property
    def listed_title(self) -> str:
        """The headline for lists and feeds, with a mark if the article is retracted."""
        return f"Retracted: {self.title}" if self.is_retracted else self.title

    @property
    def has_typed_corrections(self) -> bool:
        """Return whether there are unsaved corrections, as in a preview."""
        return not isinstance(self.corrections.all(), models.QuerySet)

    @property
    def kind_specification(self) -> KindSpecification | None:
        """The specification of the kind, or None if nothing of it is filled in."""
        return shown_specification(self)


class RelatedArticle(models.Model):
    """An article that is related to an article or an archived article."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="related_to")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "position"], name="related_article_has_one_place")]

    def __str__(self) -> str:
        return f"{self.page_id} → {self.article_id}"
