"""Sections: the departments of the magazine, which editors make as they need them."""

from typing import Any, ClassVar, Self

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.models import PageManager

from articles.editing.api_fields import SECTION_API_FIELDS
from articles.keyset import Cursor, CursorConverter
from articles.models.article import ArticlePage
from articles.models.querysets import ArticleQuerySet
from articles.pages.listings import Listing, listing_response
from base.models import BasePage, TopLevelPage
from base.page_queries import PublicPageQuerySet


class SectionQuerySet(PublicPageQuerySet):
    """Questions asked of the sections."""

    def published(self) -> Self:
        """Sections that everybody may see, in the order in which editors put them."""
        return super().published().order_by("path")


class SectionPage(RoutablePageMixin, TopLevelPage, BasePage):
    """A department and the articles in it."""

    class Colour(models.TextChoices):
        """The accent colours that work on light and dark ground alike."""

        CORAL = "coral", _("Coral")
        AMBER = "amber", _("Amber")
        MOSS = "moss", _("Moss")
        TEAL = "teal", _("Teal")
        SKY = "sky", _("Sky")
        INDIGO = "indigo", _("Indigo")
        PLUM = "plum", _("Plum")
        SLATE = "slate", _("Slate")

    intro = models.TextField(
        _("intro"), blank=True, max_length=400, help_text=_("One or two sentences under the section’s name.")
    )
    colour = models.CharField(_("colour"), max_length=10, choices=Colour, default=Colour.TEAL)

    objects: ClassVar[Any] = PageManager.from_queryset(SectionQuerySet)()

    parent_page_types = ["home.HomePage"]
    subpage_types = ["articles.ArticlePage"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("colour"),
    ]
    api_fields = SECTION_API_FIELDS
    show_in_menus_default = True

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    @path("")
    def first_page(self, request: HttpRequest) -> HttpResponse:
        """The newest articles of the section."""
        return self._listing(request)

    @re_path(rf"^before/({CursorConverter.regex})/$")
    def older_page(self, request: HttpRequest, before: str) -> HttpResponse:
        """Older articles of the section."""
        try:
            return self._listing(request, Cursor.read(before))
        except ValueError as error:
            raise Http404 from error

    @path("page/<int:number>/")
    def numbered_page(self, request: HttpRequest, number: int) -> HttpResponse:
        """Pages had numbers once; they lead to the section."""
        return HttpResponsePermanentRedirect(self.get_url(request) or "/")

    def _listing(self, request: HttpRequest, before: Cursor | None = None) -> HttpResponse:
        return listing_response(request, self.listing(request), before, extra=self.get_context(request))

    def listing(self, request: HttpRequest | None = None) -> Listing:
        """What the section's page lists."""
        return Listing(
            title=self.title,
            intro=self.intro,
            description=f"Everything that was published in {self.title}.",
            articles=self.articles(),
            url=self.get_url(request) or "/",
            feed=f"sections/{self.slug}",
            kicker=str(_("Section")),
            colour=self.colour,
            template="articles/section_page.html",
        )

    def articles(self) -> ArticleQuerySet:
        """The published articles of this section, newest first."""
        return ArticlePage.objects.filter(listed_in=self).newest_first()
