"""“View as …”: staff see any page as another reader would."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import BaseItem

from members.reading.access import VIEW_AS_KEY, AccessReason, Reader, get_reader, reader_for_user

VIEWABLE_READERS = {
    AccessReason.GUEST: _("a guest"),
    AccessReason.MEMBER: _("a member"),
    AccessReason.LAPSED: _("a lapsed member"),
}


def may_view_as(user: Any) -> bool:
    """Return whether the user may view pages as another reader: staff only."""
    return user.is_authenticated and reader_for_user(user).reason is AccessReason.STAFF


def set_view_as(*, session: Any, value: str) -> None:
    """Show pages as to the reader with this reason from now on; end it for any other value."""
    if value in {reason.value for reason in VIEWABLE_READERS}:
        session[VIEW_AS_KEY] = value
    else:
        session.pop(VIEW_AS_KEY, None)


def view_as_label(reader: Reader) -> str:
    """Return the label of the reader as whom the user views, empty for themselves."""
    return str(VIEWABLE_READERS[reader.reason]) if reader.impersonator else ""


class ViewAsUserbarItem(BaseItem):
    """“View as …” in the bar that staff see on every page."""

    template_name = "members/userbar_view_as.html"

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add the address of the choice, which leads back here."""
        here = urlencode({"next": self.request.get_full_path()})
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {"url": f"{reverse('view_as')}?{here}", "label": view_as_label(get_reader(self.request))}
