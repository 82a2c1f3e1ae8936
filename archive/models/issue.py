"""The issues of the archive."""

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, PagePermissionTester
from wagtail.search import index

from archive.editing.forms import IssueForm
from archive.editing.panels import ISSUE_PANELS
from archive.import_mixin import Imported
from archive.page_labels import page_label
from articles.editing.permissions import NoNewPagesForAuthors
from articles.models.querysets import columns_of_picture
from base.media.renditions import COVER, prefetch_renditions
from base.media.storage import gated_storage
from base.models import BasePage
from base.pages.compiled_queries import compiled
from base.pages.page_contexts import page_context
from base.pages.page_queries import PublicPageQuerySet
from members.models import Access, Gated
from members.models.gated import access_field
from members.reading.access import mark_no_store


class MonthPair(models.IntegerChoices):
    """The six issues of a year."""

    JANUARY = 1, _("January/February")
    MARCH = 2, _("March/April")
    MAY = 3, _("May/June")
    JULY = 4, _("July/August")
    SEPTEMBER = 5, _("September/October")
    NOVEMBER = 6, _("November/December")


# Reserved for views of an issue and the archive: no page below them may take these slugs.
ISSUE_ROUTES = {"pages"}
ARCHIVE_ROUTES = {"themes"}


SHOWN_ON_CARDS = (
    *("path", "depth", "url_path", "title", "content_type", "live", "public_id", "year", "months"),
    *("access", "gated_until", *columns_of_picture("cover")),
)


class IssueQuerySet(PublicPageQuerySet):
    """Named queries on issues."""

    def newest_first(self) -> Self:
        """Published issues, the latest first."""
        return self.published().by_type().order_by("-year", "-months")

    def newest_added(self) -> Self:
        """Published issues, the last added to the archive first."""
        return self.published().by_type().order_by("-first_published_at", "-pk")

    def before(self, year: int, months: int) -> Self:
        """Issues that came out earlier."""
        return self.filter(models.Q(year__lt=year) | models.Q(year=year, months__lt=months))

    def after(self, year: int, months: int) -> Self:
        """Issues that came out later."""
        return self.filter(models.Q(year__gt=year) | models.Q(year=year, months__gt=months))

    def with_cover(self) -> Self:
        """Load what a cover in a grid shows, in a fixed number of queries."""
        return self.select_related("cover").prefetch_related("cover__renditions")

    def for_cards(self) -> Self:
        """Load only what a grid of covers shows."""
        sizes = prefetch_renditions("cover__renditions", COVER)
        return self.only(*SHOWN_ON_CARDS).select_related("cover").prefetch_related(sizes)

    @compiled
    def with_months_first(self, months: Any, *, limit: int) -> Self:
        """Return the newest issues, those of a pair of months (`rank` 0) before all others (1)."""
        ranked = self.published().by_type().annotate(rank=models.Case(models.When(months=months, then=0), default=1))
        return ranked.order_by("rank", "-year", "-months").for_cards().prefetch_related(None)[:limit]

    def holding(self, articles: Iterable[Page]) -> "dict[str, IssuePage]":
        """Return the issues of archived articles by tree path, with what a line of a list shows of them."""
        paths = {article.parent_path for article in articles}
        found = self.filter(path__in=paths).only("path", "title", "year", "months") if paths else []
        return {issue.path: issue for issue in found}


class IssuePage(Imported, RoutablePageMixin, Gated, BasePage):
    """One bimonthly issue; its title is its theme."""

    access = access_field(default=Access.MEMBERS)
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(1973), MaxValueValidator(2100)])
    months = models.PositiveSmallIntegerField(_("months"), choices=MonthPair)
    volume = models.PositiveSmallIntegerField(_("volume"), null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    issn = models.CharField(
        _("ISSN"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^\d{4}-\d{3}[\dX]$", _("An ISSN looks like 1234-567X (ISO 3297)."))],
    )
    overview = RichTextField(_("overview"), blank=True, features=["bold", "italic", "link"])
    cover = models.ForeignKey(
        "base.MagazineImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("cover"),
    )
    pdf = models.FileField(_("PDF"), blank=True, storage=gated_storage, upload_to="issues", max_length=255)
    page_count = models.PositiveSmallIntegerField(_("pages"), default=0, editable=False)
    first_folio = models.SmallIntegerField(
        _("number of the first page"),
        default=1,
        help_text=_(
            "What is printed on the first page of the PDF. Pages before page 1 are shown as i, ii and so on: write −3 "
            "if there are four of them."
        ),
    )
    rights_note = models.CharField(
        _("rights"), max_length=400, blank=True, help_text=_("Printed under the issue and its articles.")
    )
    import_key = models.CharField(max_length=200, blank=True, editable=False, db_index=True)
    import_digest = models.CharField(max_length=64, blank=True, editable=False)
    pdf_digest = models.CharField(max_length=64, blank=True, editable=False)
    imported = models.JSONField(default=dict, blank=True, editable=False)

    objects: ClassVar[Any] = PageManager.from_queryset(IssueQuerySet)()

    import_fields = ("import_key", "import_digest", "pdf_digest", "page_count", "imported")
    exclude_fields_in_copy = [*BasePage.exclude_fields_in_copy, *import_fields]

    parent_page_types = ["archive.ArchivePage"]
    subpage_types = ["archive.ArchivedArticlePage"]
    base_form_class = IssueForm
    template = "archive/issue_page.html"
    content_panels = ISSUE_PANELS
    search_fields = [
        *Page.search_fields,
        index.SearchField("overview"),
        index.FilterField("year"),
    ]

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")

    def clean(self) -> None:
        """Refuse a second issue for the same months."""
        super().clean()
        same = IssuePage.objects.filter(year=self.year, months=self.months).exclude(pk=self.pk)
        if self.year and self.months and (other := same.first()):
            raise ValidationError({"months": _("“%s” is the issue of these months already.") % other.title})
        if self.slug in ARCHIVE_ROUTES:
            raise ValidationError({"slug": _("The archive uses “%s” itself; choose another slug.") % self.slug})

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """Return a tester that lets authors add nothing: archivists fill the archive."""
        return NoNewPagesForAuthors(user, self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the issue or one of its pages; a response that depends on the reader is never cached."""
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return mark_no_store(response) if self.is_gated() else response

    @path("")
    def contents(self, request: HttpRequest) -> HttpResponse:
        """Cover, overview and contents."""
        return self.render(request, context_overrides=page_context(self, request, "contents"))

    @path("pages/")
    def first_scan(self, request: HttpRequest) -> HttpResponse:
        """A redirect to the first page."""
        if first := self.scans.order_by("position").only("position").first():
            return HttpResponseRedirect(self.page_address(self.folio_of(first.position), request))
        raise Http404

    @re_path(r"^pages/(-?[0-9]{1,5})/$")
    def scan(self, request: HttpRequest, folio: str) -> HttpResponse:
        """The scan of the page with a printed number."""
        context = page_context(self, request, "scan", folio=int(folio))
        return self.render(request, template="archive/scan.html", context_overrides=context)

    def articles(self) -> Any:
        """The published articles of the issue, in the order of contents."""
        return apps.get_model("archive", "ArchivedArticlePage").objects.child_of(self).in_contents()

    @cached_property
    def articles_with_credits(self) -> list[Any]:
        """The published articles without their text, with credits and trends; `issue` is set on each."""
        articles = list(self.articles().defer("text").with_byline().with_trends())
        for article in articles:
            article.issue = self
        return articles

    @property
    def full_text(self) -> str:
        """Nothing: the text of an issue is that of its articles, and its overview is public."""
        return ""

    @property
    def months_and_year(self) -> str:
        """The date as printed: “March/April 2019”."""
        return f"{self.get_months_display()} {self.year}"

    @property
    def first_month(self) -> int:
        """The number of its first month."""
        return 2 * self.months - 1

    @property
    def pdf_address(self) -> str:
        """The path of the view that serves the PDF to those who may read it; empty without a PDF."""
        return reverse("issue_pdf", args=[self.public_id]) if self.pdf else ""

    @property
    def file_stem(self) -> str:
        """The name of downloaded files, without an extension."""
        months = slugify(str(self.get_months_display()).replace("/", "-"))
        return f"{slugify(settings.WAGTAIL_SITE_NAME)}-{self.year}-{months}"

    def folio_of(self, position: int) -> int:
        """The printed number of the page at a position in the PDF."""
        return position + self.first_folio - 1

    def position_of(self, folio: int) -> int:
        """The position in the PDF of the page with a printed number."""
        return folio - self.first_folio + 1

    def label_of(self, folio: int) -> str:
        """Return the label printed on a page: its number, in Roman before page 1."""
        return page_label(folio, self.first_folio)

    def page_address(self, folio: int, request: HttpRequest | None = None) -> str:
        """The path of the page with a printed number."""
        return f"{self.get_url(request) or ''}pages/{folio}/"
