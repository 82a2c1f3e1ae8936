"""The access rule: whether a reader may see a piece in full.

Every surface uses it: pages, files, search, feeds, API, sitemap, previews and e-mail.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _

from base.clock import today
from members.ip_addresses import client_address
from members.models import (
    Affiliation,
    Gated,
    GiftLink,
    Institution,
    MembershipStatus,
    Network,
    User,
    best_status,
)
from members.permissions import READ_GATED
from page_store.policy.cacheability import vary_by_reader

Response = TypeVar("Response", bound=HttpResponseBase)

# Session keys: the gift links that this browser has opened, and the reader as whom a member of staff views.
GIFT_LINKS_KEY = "gifts"
VIEW_AS_KEY = "view_as"


class AccessReason(Enum):
    """The reason why a reader may read gated pieces or not. The first that applies counts."""

    STAFF = "staff"
    MEMBER = "member"
    NETWORK = "network"
    GRACE = "grace"
    NOT_YET = "not_yet"
    LAPSED = "lapsed"
    NO_MEMBERSHIP = "no_membership"
    PENDING = "pending"
    NO_INSTITUTION = "no_institution"
    GUEST = "guest"

    @property
    def grants_access(self) -> bool:
        """Return whether it opens every gated piece."""
        return self in {AccessReason.STAFF, AccessReason.MEMBER, AccessReason.NETWORK, AccessReason.GRACE}

    @property
    def rank(self) -> int:
        """The position in the order of precedence; the lowest counts."""
        return list(AccessReason).index(self)


REASON_BY_STATUS = {
    MembershipStatus.ACTIVE: AccessReason.MEMBER,
    MembershipStatus.GRACE: AccessReason.GRACE,
    MembershipStatus.NOT_YET: AccessReason.NOT_YET,
    MembershipStatus.LAPSED: AccessReason.LAPSED,
    MembershipStatus.NONE: AccessReason.NO_MEMBERSHIP,
}


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader, with what they may see."""

    reason: AccessReason = AccessReason.GUEST
    user: User | None = None
    institution: Institution | None = None
    until: date | None = None  # the last day, or the first one if it lies ahead
    gifted_pages: frozenset[int] = field(default_factory=frozenset)  # opened by gift links
    impersonator: User | None = None  # the member of staff who views as this reader

    @property
    def reads_all(self) -> bool:
        """Return whether every gated piece is open to them."""
        return self.reason.grants_access


def may_read(reader: Reader, piece: Gated) -> bool:
    """Return whether the reader may see the piece in full, now."""
    return (
        not piece.is_gated()
        or reader.reads_all
        or piece.pk in reader.gifted_pages
        or (reader.user is not None and piece.is_owned_by(reader.user))
    )


def is_readable(request: HttpRequest, piece: Gated) -> bool:
    """Return whether the sender may see the piece in full.

    The reader is looked up only for gated pieces, so that all others can be stored for everybody.
    """
    return not piece.is_gated() or may_read(get_reader(request), piece)


def require_read(request: HttpRequest, piece: Gated) -> None:
    """Raise PermissionDenied unless the sender may see the piece in full."""
    if not is_readable(request, piece):
        raise PermissionDenied(_("“%s” is for members.") % piece)


def mark_no_store(response: Response) -> Response:
    """Return the response as `private, no-store` (RFC 9111, 5.2.2.5), for content that depends on the reader."""
    patch_cache_control(response, private=True, no_store=True)
    return response


def get_reader(request: HttpRequest) -> Reader:
    """Return the reader of a request; cached on the request."""
    vary_by_reader()
    reader: Reader | None = getattr(request, "_reader", None)
    if reader is None:
        reader = request._reader = _get_reader(request)  # type: ignore[attr-defined]  # our cache
    return reader


def get_reader_without_vary(request: HttpRequest) -> Reader:
    """Return the reader without touching an absent session, so that Django adds no `Vary: Cookie`."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return get_reader(request)
    return reader_for_network(request)


def _get_reader(request: HttpRequest) -> Reader:
    user = request.user if request.user.is_authenticated and request.user.is_active else None
    reader = min(_candidates(request, user), key=lambda candidate: candidate.reason.rank)
    session = getattr(request, "session", {})
    if reader.reason is AccessReason.STAFF and session.get(VIEW_AS_KEY):
        return Reader(reason=AccessReason(session[VIEW_AS_KEY]), impersonator=user)
    return Reader(reader.reason, reader.user, reader.institution, reader.until, _gifted_pages(session))


def _candidates(request: HttpRequest, user: User | None) -> Iterator[Reader]:
    yield reader_for_user(user) if user else Reader()
    yield reader_for_network(request)


def reader_for_user(user: User) -> Reader:
    """Return the reader for a user, wherever they log in."""
    if user.has_perm(READ_GATED):
        return Reader(AccessReason.STAFF, user)
    open_ones = user.affiliations.filter(state__in=[Affiliation.State.ACTIVE, Affiliation.State.PENDING])
    affiliations = open_ones.select_related("institution").prefetch_related("institution__memberships")
    return min(
        (reader_for_affiliation(user, affiliation) for affiliation in affiliations),
        key=lambda reader: reader.reason.rank,
        default=Reader(AccessReason.NO_INSTITUTION, user),
    )


def reader_for_affiliation(user: User, affiliation: Affiliation) -> Reader:
    """Return the reader for a user by one affiliation, which must be active or pending."""
    if affiliation.state == Affiliation.State.PENDING:
        return Reader(AccessReason.PENDING, user, affiliation.institution)
    status, until = best_status(affiliation.institution.memberships.all(), today())
    return Reader(REASON_BY_STATUS[status], user, affiliation.institution, until)


def reader_for_network(request: HttpRequest) -> Reader:
    """Return the reader for the network that the request comes from."""
    vary_by_reader()
    address = client_address(request)
    networks = Network.objects.containing(address) if address else Network.objects.none()
    for network in networks.select_related("institution").prefetch_related("institution__memberships"):
        status, until = best_status(network.institution.memberships.all(), today())
        if REASON_BY_STATUS[status].grants_access:
            return Reader(AccessReason.NETWORK, None, network.institution, until)
    return Reader()


def _gifted_pages(session: Any) -> frozenset[int]:
    """Return the pages that gift links opened for this browser, while the links are valid."""
    opened = session.get(GIFT_LINKS_KEY, [])
    if not opened:
        return frozenset()
    links = GiftLink.objects.valid().filter(pk__in=opened).select_related("giver")
    return frozenset(link.page_id for link in links if is_giver_entitled(link.giver))


def is_giver_entitled(user: User) -> bool:
    """Return whether the user's gift links work: they do while the user may read the pieces."""
    return user.is_active and reader_for_user(user).reads_all
