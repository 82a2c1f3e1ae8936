"""Filters of the list of articles in the admin."""

from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils.translation import gettext_lazy as _
from django_filters import ModelChoiceFilter, MultipleChoiceFilter
from wagtail.admin.views.pages.listing import PageFilterSet

from articles.models import ArticlePage, ArticleQuerySet, Kind, SectionPage


class ArticleFilterSet(PageFilterSet):
    """Section and kind first; site and child pages are of no use for articles."""

    section = ModelChoiceFilter(
        label=_("Section"),
        queryset=SectionPage.objects.order_by("path"),
        method="in_section",
        empty_label=_("Any"),
        widget=RadioSelect,
    )
    kind = MultipleChoiceFilter(label=_("Kind"), choices=Kind.choices, widget=CheckboxSelectMultiple, distinct=False)
    site = None
    has_child_pages = None

    class Meta:
        model = ArticlePage
        fields = ["section", "kind", "live", "has_unpublished_changes"]

    def in_section(self, articles: ArticleQuerySet, name: str, section: SectionPage) -> ArticleQuerySet:
        """Return the articles of a section."""
        return articles.filter(listed_in=section)
