"""Wagtail hooks of the articles."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.query import PageQuerySet
from wagtail.snippets.models import register_snippet

from articles.editing import dashboard
from articles.editing.action_menu import offer_review
from articles.editing.contributor_viewset import CONTRIBUTOR_POLICY, ContributorViewSet
from articles.editing.permissions import PAGE_POLICY, hidden_reports, visible_to
from articles.editing.viewsets import ArticleViewSet, VocabularyGroup
from articles.models import Contributor, DossierPage, Trend
from articles.vocabulary.exchange.views import URLS as EXCHANGE_URLS
from articles.vocabulary.unfiled import URLS as REPORT_URLS
from articles.vocabulary.unfiled import UnusedTrends
from articles.vocabulary.views import CHANGE
from articles.vocabulary.views import URLS as CHANGE_URLS
from base.views import form_token
from members.editing.menu import PermittedMenuItem

register_permission_policy(Page, PAGE_POLICY)
register_permission_policy(Contributor, CONTRIBUTOR_POLICY)
register_snippet(ContributorViewSet)
register_snippet(VocabularyGroup)


@hooks.register("register_admin_viewset")
def article_viewset() -> ViewSet:
    """The list of all articles."""
    return ArticleViewSet("articles")


@hooks.register("construct_homepage_panels")
def dashboard_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Replace Wagtail's dashboard panels by ours."""
    panels[:] = dashboard.panels(request)


@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    """Remove the counts of pages and images."""
    items.clear()


@hooks.register("construct_help_menu")
def no_release_notes(request: HttpRequest, items: list[Any]) -> None:
    """Remove the release notes of Wagtail."""
    items[:] = [item for item in items if "release" not in item.name and "what" not in item.name]


@hooks.register("construct_explorer_page_queryset")
def hide_drafts_of_others(parent_page: Page, pages: PageQuerySet[Page], request: HttpRequest) -> PageQuerySet[Page]:
    """Hide others' drafts from authors in the explorer."""
    return visible_to(request.user, pages)


@hooks.register("construct_page_chooser_queryset")
def choose_no_drafts_of_others(pages: PageQuerySet[Page], request: HttpRequest) -> PageQuerySet[Page]:
    """Hide others' drafts in the page chooser too."""
    return visible_to(request.user, pages)


@hooks.register("construct_page_action_menu")
def review_actions(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Keep pieces in review from being published past it."""
    page = context.get("page")
    if page and page.current_workflow_task:
        offer_review(items, page)


@hooks.register("after_edit_page")
def name_what_would_stop_a_release(request: HttpRequest, page: Page) -> None:
    """Warn at once of pieces of a dossier that are not ready, when it is scheduled or submitted."""
    if isinstance(page, DossierPage) and {"action-publish", "action-submit"} & request.POST.keys() and not page.live:
        for problem in page.problems_of([entry.article_id for entry in page.entries.all()]):
            messages.warning(request, problem)


@hooks.register("construct_reports_menu")
def no_report_on_pages_of_others(request: HttpRequest, items: list[Any]) -> None:
    """Hide reports of all pages from users who may not see all pages."""
    hidden = hidden_reports(request.user)
    items[:] = [item for item in items if item.name not in hidden]


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    """The stylesheet of the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("articles/admin.css"))


@hooks.register("insert_editor_js")
def editor_js() -> SafeString:
    """Scripts: character counts, panels by kind of article, and expired sessions."""
    return format_html(
        '<script type="module" src="{}"></script><script type="module" src="{}" data-session="{}" data-log-in="{}">'
        "</script>",
        *(static("articles/editor.js"), static("articles/session.js")),
        *(reverse("desk_session"), reverse("wagtailadmin_login")),
    )


@hooks.register("register_admin_urls")
def vocabulary_urls() -> list[URLPattern]:
    """The URLs of the vocabulary's editing views and reports."""
    return [*CHANGE_URLS, *EXCHANGE_URLS, *REPORT_URLS]


@hooks.register("register_snippet_listing_buttons")
def vocabulary_buttons(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Add buttons to merge, split and retire a trend, for users who may change the vocabulary."""
    if isinstance(snippet, Trend) and user.has_perm(CHANGE):
        actions = ((_("Merge"), "merge"), (_("Split"), "split"), (_("Retire"), "retire"))
        for place, (label, action) in enumerate(actions):
            url = reverse(f"vocabulary_{action}", args=[snippet.pk])
            yield Button(label, url, icon_name="tag", priority=40 + place)


@hooks.register("register_settings_menu_item")
def exchange_of_trends() -> MenuItem:
    """The menu item of import and export."""
    return PermittedMenuItem(
        _("Import and export trends"), reverse("vocabulary_exchange"), permission=CHANGE, icon_name="tag"
    )


@hooks.register("register_reports_menu_item")
def unfiled_pieces() -> MenuItem:
    """Pieces without trends."""
    return PermittedMenuItem(
        _("Pieces without trends"), reverse("unfiled_pieces"), permission=CHANGE, icon_name="tag", order=1100
    )


@hooks.register("register_reports_menu_item")
def unused_trends() -> MenuItem:
    """Trends without pieces."""
    return PermittedMenuItem(
        UnusedTrends.page_title, reverse("unused_trends"), permission=CHANGE, icon_name="tag", order=1110
    )


@hooks.register("register_admin_urls")
def session_url() -> list[Any]:
    """The URL at which the editor checks the session."""
    return [path("session/", form_token, name="desk_session")]
