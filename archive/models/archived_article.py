"""Articles of the bimonthly issues."""

from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Left, Length
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.models import Page, PageManager
from wagtail.search import index

from archive.editing.forms import ArchivedArticleForm
from archive.editing.panels import ARTICLE_PANELS
from archive.import_mixin import Imported
from archive.models.issue import ISSUE_ROUTES, IssuePage
from archive.page_labels import label_range
from archive.text_marks import without_marks
from articles.models import CarriesTrends, Contributor, Trend
from articles.models.credit import BaseCredit
from base.media.storage import gated_storage
from base.models import BasePage
from base.pages.compiled_queries import compiled
from base.pages.page_queries import PublicPageQuerySet
from members.models import Access, Gated, Institution
from members.models.gated import access_field
from members.reading.access import mark_no_store


def _length_of_parent() -> Any:
    return Length(models.OuterRef("path")) - Page.steplen


SHOWN_IN_ROWS = (
    *("path", "depth", "url_path", "title", "content_type", "live", "public_id", "teaser"),
    *("access", "gated_until"),
)


class ArchivedArticleQuerySet(PublicPageQuerySet):
    """Named queries on archived articles."""

    def in_contents(self) -> Self:
        """Published articles in the archivists' order."""
        return self.published().order_by("path")

    def newest_first(self) -> Self:
        """Published articles, those of the latest issue first; sorted by columns of the issue."""
        issue = IssuePage.objects.filter(path=Left(models.OuterRef("path"), _length_of_parent()))
        return (
            self.published()
            .by_type()
            .annotate(
                issue_year=models.Subquery(issue.values("year")[:1]),
                issue_months=models.Subquery(issue.values("months")[:1]),
            )
            .order_by("-issue_year", "-issue_months", "path")
        )

    def months(self) -> dict[int, date]:
        """The first month of the issue of each published article."""
        issues = IssuePage.objects.values_list("path", "year", "months")
        months = {path: date(year, 2 * pair - 1, 1) for path, year, pair in issues}
        found = ((key, months.get(path[: -Page.steplen])) for key, path in self.published().values_list("pk", "path"))
        return {key: month for key, month in found if month}

    def on_page(self, folio: int) -> Self:
        """Articles on the page with this printed number."""
        ends = models.Q(last_page__gte=folio) | models.Q(last_page=None, first_page=folio)
        return self.filter(ends, first_page__lte=folio)

    def credited_to(self, contributor: Contributor) -> Self:
        """Articles on which the contributor has a credit."""
        return self.filter(pk__in=ArchivedCredit.objects.filter(contributor=contributor).values("article"))

    def written_at(self, institution: Institution) -> Self:
        """Articles by people who worked at the institution at the time."""
        return self.filter(pk__in=ArchivedCredit.objects.filter(institution=institution).values("article"))

    def about(self, trend: Trend) -> Self:
        """Articles that carry a trend."""
        return self.filter(pk__in=ArchivedTrend.objects.filter(tag=trend).values("content_object"))

    def with_byline(self) -> Self:
        """Load what a line of contents shows, in a fixed number of queries."""
        credits = ArchivedCredit.objects.select_related("contributor")
        return self.prefetch_related(models.Prefetch("credits", credits))

    def for_rows(self) -> Self:
        """Load only what a line of a list shows."""
        return self.with_byline().only(*SHOWN_IN_ROWS)

    def with_trends(self) -> Self:
        """Load the trends of the articles in one query."""
        links = ArchivedTrend.objects.select_related("tag")
        return self.prefetch_related(models.Prefetch("archived_trends", links))

    @compiled
    def newest_about(self, subject: Any, *, of: type[models.Model], limit: int) -> Self:
        """Return the newest articles about a trend, by a contributor or from an institution, annotated with `total`."""
        newest = self.newest_first()
        filters: dict[Any, Any] = {Trend: newest.about, Contributor: newest.credited_to, Institution: newest.written_at}
        return filters[of](subject).annotate(total=models.Window(models.Count("pk"))).for_rows()[:limit]


class ArchivedArticlePage(Imported, CarriesTrends, Gated, BasePage):
    """One article of an issue."""

    access = access_field(default=Access.MEMBERS)
    department = models.CharField(
        _("department"),
        max_length=80,
        blank=True,
        help_text=_("As the issue called it: Features, Viewpoints …"),
    )
    teaser = models.TextField(_("teaser"), blank=True, max_length=600, help_text=_("What everybody may read of it."))
    text = models.TextField(
        _("text"),
        blank=True,
        help_text=_(
            "An empty line between paragraphs. “## ” begins a subhead, “> ” a pull quote, “~ ” a caption, and “- ” or "
            "“1. ” an item of a list. Members read it in full."
        ),
    )
    first_page = models.SmallIntegerField(
        _("first page"), null=True, blank=True, help_text=_("0 is the page before page 1, −1 the one before that.")
    )
    last_page = models.SmallIntegerField(_("last page"), null=True, blank=True)
    pdf = models.FileField(_("PDF"), blank=True, storage=gated_storage, upload_to="articles", max_length=255)
    import_key = models.CharField(max_length=300, blank=True, editable=False)
    imported = models.JSONField(default=dict, blank=True, editable=False)
    trends = ClusterTaggableManager(through="archive.ArchivedTrend", blank=True, verbose_name=_("trends"))

    objects: ClassVar[Any] = PageManager.from_queryset(ArchivedArticleQuerySet)()

    import_fields = ("import_key", "imported")
    exclude_fields_in_copy = [*BasePage.exclude_fields_in_copy, *import_fields]

    parent_page_types = ["archive.IssuePage"]
    subpage_types: list[str] = []
    base_form_class = ArchivedArticleForm
    template = "archive/archived_article_page.html"
    content_panels = ARTICLE_PANELS
    search_fields = [
        *Page.search_fields,
        index.SearchField("teaser"),
    ]

    class Meta:
        verbose_name = _("archived article")
        verbose_name_plural = _("archived articles")

    def clean(self) -> None:
        """Check the order of the pages."""
        super().clean()
        if self.first_page is not None and self.last_page is not None and self.last_page < self.first_page:
            raise ValidationError({"last_page": _("The last page is before the first: check both.")})
        if self.slug in ISSUE_ROUTES:
            raise ValidationError({"slug": _("The issue uses “%s” itself; choose another slug.") % self.slug})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the article; a response that depends on the reader is never cached."""
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return mark_no_store(response) if self.is_gated() else response

    @cached_property
    def issue(self) -> IssuePage:
        """The issue that contains the article."""
        return IssuePage.objects.with_cover().get(path=self.parent_path)

    @property
    def full_text(self) -> str:
        """The text, without the teaser that everybody may find."""
        return without_marks(self.text)

    @property
    def pages(self) -> str:
        """The page range as cited: “12–15”."""
        return label_range(self.first_label, self.last_label)

    @property
    def first_label(self) -> str:
        """The label printed on the first page; empty if that is not known."""
        return self._label(self.first_page)

    @property
    def last_label(self) -> str:
        """The label printed on the last page; empty if that is not known."""
        return self._label(self.last_page)

    def _label(self, page: int | None) -> str:
        if page is None:
            return ""
        return str(page) if page > 0 else self.issue.label_of(page)

    @property
    def folios(self) -> range:
        """The printed numbers of its pages."""
        if self.first_page is None:
            return range(0)
        last = self.first_page if self.last_page is None else self.last_page
        return range(self.first_page, last + 1)

    @property
    def pdf_address(self) -> str:
        """The path of the view that serves the PDF to those who may read it; empty without a PDF."""
        return reverse("archived_article_pdf", args=[self.public_id]) if self.pdf else ""

    @property
    def file_stem(self) -> str:
        """The name of downloaded files, without an extension."""
        return f"{self.issue.file_stem}-{self.slug[:60].strip('-')}"

    @property
    def byline_credits(self) -> list["ArchivedCredit"]:
        """The credits of the byline, in order."""
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
    """The relation of an archived article to a trend."""

    tag = models.ForeignKey(Trend, on_delete=models.PROTECT, related_name="archived_trends")
    content_object = ParentalKey(ArchivedArticlePage, on_delete=models.CASCADE, related_name="archived_trends")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="archived_article_carries_a_trend_once")
        ]
