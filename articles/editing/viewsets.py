"""Lists, forms and choosers of articles and trends in the admin."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from articles.editing.dashboard import sections_for
from articles.editing.filters import ArticleFilterSet
from articles.editing.permissions import explores_everything, visible_to
from articles.models import ArticlePage, ArticleQuerySet, Trend, TrendGroup


def _byline(article: ArticlePage) -> str:
    return ", ".join(str(credit.contributor) for credit in article.byline_credits)


def _with_columns(keys: list[int]) -> ArticleQuerySet:
    found: ArticleQuerySet = ArticlePage.objects.filter(pk__in=keys)
    return found.annotate(section_title=F("listed_in__title")).prefetch_related("credits__contributor")


class ChooseSectionView(ChooseParentView):
    """Asks for the section of a new article, with a button for each."""

    template_name = "articles/editing/choose_section.html"
    page_title = _("New article")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sections in which this person may write."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"sections": sections_for(self.request.user)}


class ArticleIndexView(IndexView):
    """The list of articles, in a fixed number of queries."""

    def get_base_queryset(self) -> ArticleQuerySet:
        """Return the articles that this person may find, without what only the rows that are shown need."""
        user = self.request.user
        found = visible_to(user, ArticlePage.objects.only("pk"))
        if explores_everything(self.permission_policy, user):
            return found
        return found.filter(pk__in=self.permission_policy.explorable_instances(user).values("pk"))

    def search_queryset(self, queryset: ArticleQuerySet) -> ArticleQuerySet:
        """Return the articles with every word in headline, deck or byline; the index of the search has no drafts."""
        return queryset.with_words(self.search_query) if self.is_searching else queryset

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """Load section, byline and states of the articles of one page."""
        paginator, page, found, is_paginated = super().paginate_queryset(queryset, page_size)
        keys = [article.pk for article in found]
        shown = {article.pk: article for article in self.annotate_queryset(_with_columns(keys))}
        page.object_list = [shown[key] for key in keys]
        return paginator, page, page.object_list, is_paginated


class ArticleViewSet(PageListingViewSet):
    """All articles, of any section."""

    model = ArticlePage
    index_view_class = ArticleIndexView
    choose_parent_view_class = ChooseSectionView
    icon = "doc-full"
    menu_label = _("Articles")
    menu_order = 110
    add_to_admin_menu = True
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Headline"), sort_key="title", classname="title"),
        Column("section", label=_("Section"), accessor="section_title"),
        Column("byline", label=_("Byline"), accessor=_byline),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        DateColumn("published_at", label=_("Published"), sort_key="published_at", width="12%"),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    ]
    filterset_class = ArticleFilterSet
    ordering = "-latest_revision_created_at"


class TrendViewSet(SnippetViewSet):
    """The vocabulary."""

    model = Trend
    icon = "tag"
    menu_label = _("Trends")
    list_display = ["name", "group", "status"]
    list_filter = ["group", "status"]
    search_fields = ["name", "synonyms__name"]
    search_backend_name = None
    ordering = ["name"]


class TrendGroupViewSet(SnippetViewSet):
    """The shelves of the vocabulary."""

    model = TrendGroup
    icon = "list-ul"
    menu_label = _("Trend groups")
    list_display = ["name", "sort_order"]
    inspect_view_enabled = False


class VocabularyGroup(SnippetViewSetGroup):
    """Trends and their groups in one menu."""

    menu_label = _("Vocabulary")
    menu_icon = "tag"
    menu_order = 130
    items: Any = (TrendViewSet, TrendGroupViewSet)
