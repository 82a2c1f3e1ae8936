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
from articles.kinds import Kind
from articles.models.article import ArticlePage
from articles.models.querysets import ArticleQuerySet
from base.models import BasePage, TopLevelPage
from base.pages.compiled_queries import compiled
from base.pages.page_contexts import page_context
from base.pages.page_queries import PublicPageQuerySet


class SectionQuerySet(PublicPageQuerySet):
    """Named queries of the sections."""

    def published(self) -> Self:
        """Sections that everybody may see, in the order in which editors put them."""
        return super().published().order_by("path")

    @compiled
    def newest_article_keys(self, *sections: Any, limit: int) -> Any:
        """Return the keys of some sections, each followed by those of its newest articles but events."""
        own = ArticlePage.objects.newest_first().filter(listed_in=models.OuterRef("pk")).exclude(kind=Kind.EVENT)
        newest = (models.Subquery(own.values("pk")[place : place + 1]) for place in range(limit))
        return self.filter(id__in=sections).order_by().values_list("pk", *newest)


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
    template = "articles/section_page.html"
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
        return self._render_listing(request)

    @re_path(rf"^before/({CursorConverter.regex})/$")
    def older_page(self, request: HttpRequest, before: str) -> HttpResponse:
        """Older articles of the section."""
        try:
            return self._render_listing(request, Cursor.read(before))
        except ValueError as error:
            raise Http404 from error

    @path("page/<int:number>/")
    def numbered_page(self, request: HttpRequest, number: int) -> HttpResponse:
        """Pages had numbers once; they lead to the section."""
        return HttpResponsePermanentRedirect(self.get_url(request) or "/")

    def _render_listing(self, request: HttpRequest, before: Cursor | None = None) -> HttpResponse:
        context = page_context(self, request, "listing", before=before)
        return self.render(request, context_overrides=context)

    def articles(self) -> ArticleQuerySet:
        """The published articles of this section, newest first."""
        return ArticlePage.objects.filter(listed_in=self).newest_first()
