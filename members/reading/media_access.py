"""The access rule for images and documents: it follows from the pieces that use them."""

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
_withholdings: list[Grant] = []


def register_media_grant(grant: Grant) -> None:
    """Register further users of an unpublished image or document, such as the author who sent it."""
    _grants.append(grant)


def register_withholding(is_withheld: Grant) -> None:
    """Register unpublished images or documents that not everybody at the desk may see."""
    _withholdings.append(is_withheld)


def may_view(request: HttpRequest, medium: Any) -> bool:
    """Return whether the reader may have an image or document.

    Unused ones are for staff, and for users for whom apps have registered a grant.
    """
    if is_publicly_used(medium) or any(grant(request, medium) for grant in _grants):
        return True
    if _is_staff(request) and not any(is_withheld(request, medium) for is_withheld in _withholdings):
        return True
    uses = MediaUse.objects.of(medium).filter(is_gated=True)
    pieces = Page.objects.live().public().filter(pk__in=uses.values("page")).specific()
    return any(is_readable(request, piece) for piece in pieces)


def _is_staff(request: HttpRequest) -> bool:
    return request.user.has_perm(ACCESS_ADMIN) and not get_reader(request).impersonator


def require_view(request: HttpRequest, medium: Any) -> None:
    """Raise PermissionDenied unless the reader may have the image or document."""
    if not may_view(request, medium):
        raise PermissionDenied(_("“%s” belongs to a piece for members.") % medium.title)
