"""Wagtail hooks of the desk."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import NotificationsSettingsPanel
from wagtail.admin.widgets.button import Button

from articles.models import ArticlePage
from desk.board.views import HEADING, URLS
from desk.calendar.views import URLS as CALENDAR_URLS
from desk.dashboard.panels import add_panels
from desk.mails.choice import MailChoicePanel, OtherMailsForm
from desk.mails.views import CHANGE_WORDS
from desk.mails.views import URLS as MAIL_URLS
from desk.pasting.views import import_text
from desk.permissions import KEEP_PIECES, keeps_pieces
from desk.pieces.media import COLLECTION
from desk.suggesting.views import URLS as SUGGESTING_URLS
from members.editing.menu import PermittedMenuItem

# Its switches for the same mails would be duplicates.
NotificationsSettingsPanel.form_class = OtherMailsForm


@hooks.register("register_admin_urls")
def piece_urls() -> list[URLPattern]:
    """The URLs of the pieces, and of the import."""
    return [
        *CALENDAR_URLS,
        *MAIL_URLS,
        *URLS,
        *SUGGESTING_URLS,
        path("pages/<int:page_id>/import-text/", import_text, name="import_text"),
    ]


@hooks.register("register_page_header_buttons")
def import_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Add the import to the menu of an article that the user may edit."""
    if issubclass(page.specific_class or object, ArticlePage) and page.permissions_for_user(user).can_edit():
        url = reverse("import_text", args=[page.pk])
        yield Button(_("Import a text"), url, icon_name="upload", priority=35)


@hooks.register("register_admin_menu_item")
def piece_menu_item() -> MenuItem:
    """The menu item of the pieces."""
    return PermittedMenuItem(
        HEADING, reverse("pieces"), permission=KEEP_PIECES, name="pieces", icon_name="list-ul", order=90
    )


@hooks.register("register_settings_menu_item")
def mails_menu_item() -> MenuItem:
    """The settings menu item of the mails' wording."""
    return PermittedMenuItem(
        _("Words of the mails"), reverse("mails"), permission=CHANGE_WORDS, name="mails", icon_name="mail", order=600
    )


@hooks.register("register_account_settings_panel")
def mail_choice_panel(request: HttpRequest, user: Any, profile: Any) -> MailChoicePanel:
    """The choice of mails on the account page."""
    return MailChoicePanel(request, user, profile)


@hooks.register("construct_homepage_panels", order=100)
def piece_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Add the panels on pieces between those on articles."""
    add_panels(request, panels)


@hooks.register("construct_image_chooser_queryset")
def choose_no_pictures_of_others(images: Any, request: HttpRequest) -> Any:
    """Hide images of submissions from all but their senders and the editors until they are published."""
    if keeps_pieces(request.user):
        return images
    sent = images.model.objects.filter(collection__name=COLLECTION).exclude(uploaded_by_user=request.user)
    return images.exclude(pk__in=sent.exclude(pk__in=images.model.objects.public().values("pk")).values("pk"))


@hooks.register("insert_editor_js")
def suggest_js() -> SafeString:
    """The script that suggests trends."""
    script, address = static("desk/suggest-trends.js"), reverse("suggested_trends")
    return format_html('<script type="module" src="{}" data-address="{}"></script>', script, address)


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    """The stylesheet of the table of pieces."""
    return format_html('<link rel="stylesheet" href="{}">', static("desk/board.css"))
