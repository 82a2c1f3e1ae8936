"""The access rule: whether this reader may see this piece in full.

Every surface asks here: pages, files, search, feeds, API, sitemap, previews and e-mail.
"""

from collections.abc import Iterable
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
from members.models import Affiliation, Gated, GiftLink, Institution, Membership, Network, Standing, User
from page_store.policy.cacheability import vary_by_reader

Response = TypeVar("Response", bound=HttpResponseBase)

READ_ALL = "members.read_gated"
GIFTS = "gifts"  # the session's key for the gift links that this browser has opened
VIEW_AS = "view_as"  # the session's key for the reader that a member of staff wants to be


class Ground(Enum):
    """Why somebody may read gated pieces or may not; the first that holds is the one that counts."""

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
    def opens(self) -> bool:
        """Whether it opens every gated piece."""
        return self in {Ground.STAFF, Ground.MEMBER, Ground.NETWORK, Ground.GRACE}


BY_STANDING = {
    Standing.ACTIVE: Ground.MEMBER,
    Standing.GRACE: Ground.GRACE,
    Standing.NOT_YET: Ground.NOT_YET,
    Standing.LAPSED: Ground.LAPSED,
    Standing.NONE: Ground.NO_MEMBERSHIP,
}
ORDER = list(Ground)


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever asks, with what they may see."""

    ground: Ground = Ground.GUEST
    user: User | None = None
    institution: Institution | None = None
    until: date | None = None  # the last day, or the first one when it lies ahead
    gifts: frozenset[int] = field(default_factory=frozenset)  # pages that gift links have opened
    played_by: User | None = None  # the member of staff who views as this reader

    @property
    def reads_all(self) -> bool:
        """Whether every gated piece is open to them."""
        return self.ground.opens


def may_read(reader: Reader, piece: Gated) -> bool:
    """Whether the reader may see the piece in full, now."""
    return (
        not piece.is_gated()
        or reader.reads_all
        or piece.pk in reader.gifts
        or (reader.user is not None and piece.belongs_to(reader.user))
    )


def is_readable(request: HttpRequest, piece: Gated) -> bool:
    """Whether the sender may see the piece in full; who that is is asked only where it matters."""
    return not piece.is_gated() or may_read(reader_of(request), piece)


def require_read(request: HttpRequest, piece: Gated) -> None:
    """Raise PermissionDenied unless the sender may see the piece in full."""
    if not is_readable(request, piece):
        raise PermissionDenied(_("“%s” is for members.") % piece)


def not_to_be_kept(response: Response) -> Response:
    """Forbid every cache to keep what is not the same for everybody (RFC 9111, section 5.2.2.5)."""
    patch_cache_control(response, private=True, no_store=True)
    return response


def reader_of(request: HttpRequest) -> Reader:
    """Return whoever sent the request; worked out once for each request."""
    vary_by_reader()
    known: Reader | None = getattr(request, "_reader", None)
    if known is None:
        known = _reader_of(request)
        request._reader = known  # type: ignore[attr-defined]
    return known


def reader_passing_by(request: HttpRequest) -> Reader:
    """Return whoever sent the request; without a log-in, the answer does not vary by cookie."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return reader_of(request)
    return reader_by_network(request)


def _reader_of(request: HttpRequest) -> Reader:
    user = request.user if request.user.is_authenticated and request.user.is_active else None
    found = min(_readers(request, user), key=lambda reader: ORDER.index(reader.ground))
    session = getattr(request, "session", {})
    if found.ground is Ground.STAFF and session.get(VIEW_AS):
        return Reader(ground=Ground(session[VIEW_AS]), played_by=user)
    return Reader(found.ground, found.user, found.institution, found.until, _gifts(session))


def _readers(request: HttpRequest, user: User | None) -> Iterable[Reader]:
    """Everything that the sender may be."""
    yield reader_by_user(user) if user else Reader()
    yield reader_by_network(request)


def reader_by_user(user: User) -> Reader:
    """Return the reader that somebody is wherever they log in."""
    if user.has_perm(READ_ALL):
        return Reader(Ground.STAFF, user)
    kept = user.affiliations.filter(state__in=[Affiliation.State.ACTIVE, Affiliation.State.PENDING])
    affiliations = list(kept.select_related("institution").prefetch_related("institution__memberships"))
    readers = [reader_by_affiliation(user, affiliation) for affiliation in affiliations]
    return min(
        readers,
        key=lambda reader: ORDER.index(reader.ground),
        default=Reader(Ground.NO_INSTITUTION, user),
    )


def reader_by_affiliation(user: User, affiliation: Affiliation) -> Reader:
    """Return the reader that somebody is by one affiliation that is active or pending."""
    if affiliation.state == Affiliation.State.PENDING:
        return Reader(Ground.PENDING, user, affiliation.institution)
    standing, until = standing_of(affiliation.institution.memberships.all(), today())
    return Reader(BY_STANDING[standing], user, affiliation.institution, until)


def reader_by_network(request: HttpRequest) -> Reader:
    """Return the reader that anybody is in the network that the request comes from."""
    vary_by_reader()
    address = client_address(request)
    networks = Network.objects.containing(address) if address else Network.objects.none()
    for network in networks.select_related("institution").prefetch_related("institution__memberships"):
        standing, until = standing_of(network.institution.memberships.all(), today())
        if BY_STANDING[standing].opens:
            return Reader(Ground.NETWORK, None, network.institution, until)
    return Reader()


def standing_of(memberships: Iterable[Membership], day: date) -> tuple[Standing, date | None]:
    """Return the best standing that these memberships give on a day, and the day on which it changes.

    That is the last day of reading, the first one when all lies ahead, the last paid one after a lapse.
    """
    by_standing: dict[Standing, list[Membership]] = {}
    for membership in memberships:
        by_standing.setdefault(membership.standing(day), []).append(membership)
    for standing in Standing:
        if found := by_standing.get(standing):
            return standing, _turning_day(standing, found)
    return Standing.NONE, None


def _turning_day(standing: Standing, memberships: list[Membership]) -> date | None:
    if standing is Standing.NOT_YET:
        return min(membership.starts_on for membership in memberships)
    if standing is Standing.ACTIVE and any(membership.ends_on is None for membership in memberships):
        return None
    ends = [m.grace_ends_on if standing is Standing.GRACE else m.ends_on for m in memberships]
    return max(end for end in ends if end)


def _gifts(session: Any) -> frozenset[int]:
    """The pages that gift links opened for this browser, as long as the links work."""
    opened = session.get(GIFTS, [])
    if not opened:
        return frozenset()
    links = GiftLink.objects.working().filter(pk__in=opened).select_related("giver")
    return frozenset(link.page_id for link in links if gives(link.giver))


def gives(user: User) -> bool:
    """Whether what somebody gave opens: as long as they may read it themselves."""
    return user.is_active and reader_by_user(user).reads_all
