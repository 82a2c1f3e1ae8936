"""Articles of the bimonthly issues."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from archive.models.issue import IssuePage
from articles.models import Contributor, Trend
from articles.models.credit import BaseCredit
from base.models import BasePage
from base.storage import gated_storage
from members.models import Access, Gated
from members.models.gated import access_field


class ArchivedArticleQuerySet(PageQuerySet["ArchivedArticlePage"]):
    """Questions asked of the archived articles."""

    def published(self) -> Self:
        """Archived articles that everybody may see listed."""
        return self.live().public()

    def with_byline(self) -> Self:
        """Load what a line of contents shows, at a cost that does not grow with their number."""
        return self.prefetch_related(
            models.Prefetch("credits", ArchivedCredit.objects.select_related("contributor", "institution")),
            "archived_trends__tag",
        )


class ArchivedArticlePage(Gated, BasePage):
    """One article of an issue."""

    access = access_field(default=Access.MEMBERS)
    department = models.CharField(
        _("department"),
        max_length=80,
        blank=True,
        help_text=_("As the issue called it: Features, Viewpoints …"),
    )
    teaser = models.TextField(
        _("teaser"), blank=True, max_length=600, help_text=_("What everybody may read of it.")
    )
    text = models.TextField(
        _("text"), blank=True, help_text=_("An empty line between paragraphs. Members read it in full.")
    )
    first_page = models.SmallIntegerField(_("first page"), null=True, blank=True)
    last_page = models.SmallIntegerField(_("last page"), null=True, blank=True)
    pdf = models.FileField(_("PDF"), blank=True, storage=gated_storage, upload_to="articles", max_length=255)
    import_key = models.CharField(max_length=300, blank=True, editable=False)
    imported = models.JSONField(default=dict, blank=True, editable=False)
    trends = ClusterTaggableManager(through="archive.ArchivedTrend", blank=True, verbose_name=_("trends"))

    objects: ClassVar[Any] = PageManager.from_queryset(ArchivedArticleQuerySet)()

    exclude_fields_in_copy = [*BasePage.exclude_fields_in_copy, "import_key", "imported"]

    parent_page_types = ["archive.IssuePage"]
    subpage_types: list[str] = []
    search_fields = [
        *Page.search_fields,
        index.SearchField("teaser", boost=2),
        index.SearchField("names"),
        index.SearchField("open_text"),
    ]

    class Meta:
        verbose_name = _("archived article")
        verbose_name_plural = _("archived articles")

    def clean(self) -> None:
        """Check the order of the pages."""
        super().clean()
        if self.first_page and self.last_page and self.last_page < self.first_page:
            raise ValidationError({"last_page": _("The last page is before the first: check both.")})

    @cached_property
    def issue(self) -> IssuePage:
        """The issue that it stands in."""
        return IssuePage.objects.get(pk=self.get_parent().pk)

    @property
    def full_text(self) -> str:
        """The text, without the teaser that everybody may find."""
        return self.text

    @property
    def pages(self) -> str:
        """The page range as it is cited: “12–15”."""
        ends = [str(page) for page in (self.first_page, self.last_page) if page is not None]
        return "–".join(dict.fromkeys(ends))

    @property
    def names(self) -> str:
        """Names of contributors and trends, so that a search finds them."""
        contributors = (str(credit.contributor) for credit in self.credits.select_related("contributor"))
        return " ".join([*contributors, *(trend.name for trend in self.trends.all())])

    @property
    def byline_credits(self) -> list["ArchivedCredit"]:
        """The credits that the byline names, in their order."""
        return [credit for credit in self.credits.all() if credit.is_in_byline]


class ArchivedCredit(BaseCredit):
    """A contributor's role on one archived article."""

    article = ParentalKey(ArchivedArticlePage, on_delete=models.CASCADE, related_name="credits")
    contributor = models.ForeignKey(
        Contributor,
        on_delete=models.PROTECT,
        related_name="archived_credits",
        verbose_name=_("contributor"),
    )
    institution = models.ForeignKey(
        "members.Institution",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="archived_credits",
        verbose_name=_("institution at the time"),
    )


class ArchivedTrend(ItemBase):
    """That an archived article is about a trend."""

    tag = models.ForeignKey(Trend, on_delete=models.PROTECT, related_name="archived_trends")
    content_object = ParentalKey(
        ArchivedArticlePage, on_delete=models.CASCADE, related_name="archived_trends"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="archived_article_carries_a_trend_once"
            )
        ]
