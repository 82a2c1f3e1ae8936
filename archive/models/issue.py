"""The wall of issues, an issue, and the scans of its pages."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from base.models import BasePage, PublicId, TopLevelPage
from base.storage import gated_storage
from members.models import Access, Gated
from members.models.gated import access_field


class MonthPair(models.IntegerChoices):
    """The six issues of a year."""

    JANUARY = 1, _("January/February")
    MARCH = 2, _("March/April")
    MAY = 3, _("May/June")
    JULY = 4, _("July/August")
    SEPTEMBER = 5, _("September/October")
    NOVEMBER = 6, _("November/December")


class ArchivePage(TopLevelPage, BasePage):
    """All issues, by year or by theme."""

    intro = models.TextField(_("intro"), blank=True, max_length=600)

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["archive.IssuePage"]
    show_in_menus_default = True

    class Meta:
        verbose_name = _("archive")


class IssueQuerySet(PageQuerySet["IssuePage"]):
    """Questions asked of the issues."""

    def published(self) -> Self:
        """Issues that everybody may see listed."""
        return self.live().public()

    def newest_first(self) -> Self:
        """Published issues, the last one first."""
        return self.published().order_by("-year", "-months")


class IssuePage(Gated, BasePage):
    """One bimonthly issue; its title is its theme."""

    access = access_field(default=Access.MEMBERS)
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1973), MaxValueValidator(2100)]
    )
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
        _("number of the first page"), default=1, help_text=_("What is printed on the first page of the PDF.")
    )
    rights_note = models.CharField(
        _("rights"), max_length=400, blank=True, help_text=_("Printed under the issue and its articles.")
    )
    import_key = models.CharField(max_length=200, blank=True, editable=False, db_index=True)
    import_digest = models.CharField(max_length=64, blank=True, editable=False)
    pdf_digest = models.CharField(max_length=64, blank=True, editable=False)
    imported = models.JSONField(default=dict, blank=True, editable=False)

    objects: ClassVar[Any] = PageManager.from_queryset(IssueQuerySet)()

    exclude_fields_in_copy = [
        *BasePage.exclude_fields_in_copy,
        *("import_key", "import_digest", "pdf_digest", "imported"),
    ]

    parent_page_types = ["archive.ArchivePage"]
    subpage_types = ["archive.ArchivedArticlePage"]
    search_fields = [
        *Page.search_fields,
        index.SearchField("overview"),
        index.SearchField("months_and_year"),
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

    @property
    def full_text(self) -> str:
        """Nothing: the words of an issue are those of its articles, and its overview is for everybody."""
        return ""

    @property
    def months_and_year(self) -> str:
        """When it came out, as it is printed: “March/April 2019”."""
        return f"{self.get_months_display()} {self.year}"


class PageScan(PublicId, models.Model):
    """The picture of one page of an issue, and the text on it."""

    issue = ParentalKey(IssuePage, on_delete=models.CASCADE, related_name="scans")
    position = models.PositiveSmallIntegerField(_("position"), help_text=_("Counted from 1 within the PDF."))
    image = models.FileField(storage=gated_storage, upload_to="scans", max_length=255)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    needs_ocr = models.BooleanField(
        _("without text"), default=False, help_text=_("A picture of a page, in which no text was found.")
    )

    class Meta:
        ordering = ["issue", "position"]
        constraints = [models.UniqueConstraint(fields=["issue", "position"], name="page_has_one_scan")]

    def __str__(self) -> str:
        return f"{self.issue}, page {self.folio}"

    @property
    def folio(self) -> int:
        """The printed page number."""
        return self.position + self.issue.first_folio - 1


class WebCompanion(Orderable):
    """What stood only on the web beside an issue."""

    issue = ParentalKey(IssuePage, on_delete=models.CASCADE, related_name="web_companions")
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("link"), blank=True)
    article = models.ForeignKey(
        "articles.ArticlePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("article"),
    )

    def __str__(self) -> str:
        return self.title
