"""The access rule for pictures and documents: it follows from the pieces that use them."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from members.models import MediaUse
from members.permissions import ACCESS_ADMIN
from members.reading.access import get_reader, is_readable
from members.reading.media_uses import is_publicly_used

Grant = Callable[[HttpRequest, Any], bool]

_grants: list[Grant] = []


def register_media_grant(grant: Grant) -> None:
    """Register who else may have an unpublished picture or document, such as the author who sent it."""
    _grants.append(grant)


def may_view(request: HttpRequest, medium: Any) -> bool:
    """Return whether the sender may have a picture or document.

    What no page uses is for staff, and for whom apps have registered.
    """
    if is_publicly_used(medium) or any(grant(request, medium) for grant in _grants):
        return True
    if request.user.has_perm(ACCESS_ADMIN) and not get_reader(request).impersonator:
        return True
    uses = MediaUse.objects.of(medium).filter(is_gated=True)
    pieces = Page.objects.live().public().filter(pk__in=uses.values("page")).specific()
    return any(is_readable(request, piece) for piece in pieces)


def require_view(request: HttpRequest, medium: Any) -> None:
    """Raise PermissionDenied unless the sender may have the picture or document."""
    if not may_view(request, medium):
        raise PermissionDenied(_("“%s” belongs to a piece for members.") % medium.title)
