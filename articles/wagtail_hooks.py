"""Wiring of the editorial side."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.query import PageQuerySet
from wagtail.snippets.models import register_snippet

from articles.editing import dashboard
from articles.editing.action_menu import offer_review
from articles.editing.contributor_viewset import CONTRIBUTOR_POLICY, ContributorViewSet
from articles.editing.permissions import PAGE_POLICY, hidden_reports, visible_to
from articles.editing.viewsets import ArticleViewSet, VocabularyGroup
from articles.models import Contributor, DossierPage
from base.views import form_token

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
    """Our dashboard instead of Wagtail's."""
    panels[:] = dashboard.panels(request)


@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    """Counts of pages and pictures help nobody to begin the day."""
    items.clear()


@hooks.register("construct_help_menu")
def no_release_notes(request: HttpRequest, items: list[Any]) -> None:
    """Release notes of the framework are no help with an article."""
    items[:] = [item for item in items if "release" not in item.name and "what" not in item.name]


@hooks.register("construct_explorer_page_queryset")
def hide_drafts_of_others(parent_page: Page, pages: PageQuerySet[Page], request: HttpRequest) -> PageQuerySet[Page]:
    """An author sees own drafts and what is published."""
    return visible_to(request.user, pages)


@hooks.register("construct_page_chooser_queryset")
def choose_no_drafts_of_others(pages: PageQuerySet[Page], request: HttpRequest) -> PageQuerySet[Page]:
    """The same where a page is chosen, for a link as for a field."""
    return visible_to(request.user, pages)


@hooks.register("construct_page_action_menu")
def review_actions(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """In review, a piece is approved or sent back, and nothing publishes past that."""
    page = context.get("page")
    if page and page.current_workflow_task:
        offer_review(items, page)


@hooks.register("after_edit_page")
def name_what_would_stop_a_release(request: HttpRequest, page: Page) -> None:
    """Say at once which pieces of a dossier are not ready, when it gets a time or goes into review."""
    if isinstance(page, DossierPage) and {"action-publish", "action-submit"} & request.POST.keys() and not page.live:
        for problem in page.problems_of([entry.article_id for entry in page.entries.all()]):
            messages.warning(request, problem)


@hooks.register("construct_reports_menu")
def no_report_on_pages_of_others(request: HttpRequest, items: list[Any]) -> None:
    """Only people who may know of all pages get the reports that name all."""
    hidden = hidden_reports(request.user)
    items[:] = [item for item in items if item.name not in hidden]


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    """The look of the magazine in the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("articles/admin.css"))


@hooks.register("insert_editor_js")
def editor_js() -> SafeString:
    """Character counts, panels that appear with the kind of article, and what to do when a session ends."""
    return format_html(
        '<script type="module" src="{}"></script><script type="module" src="{}" data-session="{}" data-log-in="{}">'
        "</script>",
        *(static("articles/editor.js"), static("articles/session.js")),
        *(reverse("desk_session"), reverse("wagtailadmin_login")),
    )


@hooks.register("register_admin_urls")
def session_url() -> list[Any]:
    """Where the editor asks whether the session lasts."""
    return [path("session/", form_token, name="desk_session")]
