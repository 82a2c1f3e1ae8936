"""The front page, and pages of plain information such as “About”."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PagePermissionTester
from wagtail.search import index

from articles.editing.permissions import NoNewPagesForAuthors
from base.models import BasePage, TopLevelPage


class HomePage(BasePage):
    """The front page: a lead story, the editors' picks, and streams that fill themselves."""

    tagline = models.CharField(_("tagline"), max_length=160, blank=True, help_text=_("Printed under the name."))
    lead_article = models.ForeignKey(
        "articles.ArticlePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("lead story"),
        help_text=_("The newest article when empty."),
    )

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("tagline"),
        MultiFieldPanel(
            [
                PageChooserPanel("lead_article", "articles.ArticlePage"),
                InlinePanel("picks", heading=_("Editors’ picks"), label=_("Pick"), max_num=6),
            ],
            heading=_("Chosen by the editors"),
        ),
    ]

    class Meta:
        verbose_name = _("front page")

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """Authors add articles to sections, but no pages to the front page."""
        return NoNewPagesForAuthors(user, self)


class Pick(Orderable):
    """An article that the editors put on the front page."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="picks")
    article = models.ForeignKey(
        "articles.ArticlePage", on_delete=models.CASCADE, related_name="+", verbose_name=_("article")
    )

    panels = [PageChooserPanel("article", "articles.ArticlePage")]


class InformationPage(TopLevelPage, BasePage):
    """A page of plain information: about, how to contribute, privacy."""

    intro = models.TextField(_("intro"), blank=True, max_length=400)
    body = RichTextField(_("body"), blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "home/information_page.html"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")
