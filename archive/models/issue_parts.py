"""Parts of an issue: the scans of its pages, and pieces published beside it on the web only."""

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from archive.editing.panels import COMPANION_PANELS
from archive.models.issue import IssuePage
from base.media.storage import gated_storage
from base.models import PublicId


class PageScan(PublicId, models.Model):
    """The picture of one page of an issue, and the text on it."""

    # Not part of the revisions of the issue: publishing an older one restores no older scans.
    issue = models.ForeignKey(IssuePage, on_delete=models.CASCADE, related_name="scans")
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
        return f"{self.issue}, page {self.label}"

    @property
    def folio(self) -> int:
        """The number of the page, which is printed from 1 on."""
        return self.issue.folio_of(self.position)

    @property
    def label(self) -> str:
        """The label printed on the page."""
        return self.issue.label_of(self.folio)

    @property
    def address(self) -> str:
        """The path of the view that serves the picture to those who may read the page."""
        return reverse("page_scan", args=[self.public_id])


class WebCompanion(Orderable):
    """A piece that was published only on the web, beside an issue."""

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

    panels = COMPANION_PANELS

    def __str__(self) -> str:
        return self.title

    def address(self, request: HttpRequest | None = None) -> str:
        """The URL of the linked article while it is published, else the link, which may be empty."""
        if self.article and self.article.live:
            return self.article.get_url(request) or ""
        return self.url
