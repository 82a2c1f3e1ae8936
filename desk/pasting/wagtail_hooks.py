"""Wiring of the import into the desk."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from articles.models import ArticlePage
from desk.pasting.views import import_text


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern]:
    """The page that takes a text."""
    return [path("pages/<int:page_id>/import-text/", import_text, name="import_text")]


@hooks.register("register_page_header_buttons")
def import_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Offer the import in the menu of an article that somebody may edit."""
    if issubclass(page.specific_class or object, ArticlePage) and page.permissions_for_user(user).can_edit():
        url = reverse("import_text", args=[page.pk])
        yield Button(_("Import a text"), url, icon_name="upload", priority=35)
