"""“View as …”: staff see any page as another reader would."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import BaseItem

from members.reading.access import VIEW_AS, Ground, Reader, reader_by_user, reader_of

PARTS = {Ground.GUEST: _("a guest"), Ground.MEMBER: _("a member"), Ground.LAPSED: _("a lapsed member")}


def may_view_as(user: Any) -> bool:
    """Whether somebody may slip into the part of another reader."""
    return user.is_authenticated and reader_by_user(user).ground is Ground.STAFF


def play(*, session: Any, part: str) -> None:
    """See pages as the reader that the part names, or as oneself when it names none."""
    if part in {ground.value for ground in PARTS}:
        session[VIEW_AS] = part
    else:
        session.pop(VIEW_AS, None)


def part_of(reader: Reader) -> str:
    """Return the part that is being played, in words; nothing when it is none."""
    return str(PARTS[reader.ground]) if reader.played_by else ""


class ViewAsItem(BaseItem):
    """The way to “view as” in the bar that staff see on every page."""

    template_name = "members/userbar_view_as.html"

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add the address, which leads back here."""
        here = urlencode({"next": self.request.get_full_path()})
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {"url": f"{reverse('view_as')}?{here}", "part": part_of(reader_of(self.request))}
