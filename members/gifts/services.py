"""Gift links: create, redeem and revoke them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.models import Gated, GiftLink, User
from members.models.gift import GIFT_DAYS
from members.reading.access import GIFT_LINKS_KEY, Reader, is_giver_entitled

MAX_LINKS_PER_MONTH = 10
MAX_READERS_PER_LINK = 20
MONTH = timedelta(days=30)


class GiftError(Exception):
    """A gift link cannot be created or opened; the message explains why, and what helps."""


@dataclass(frozen=True)
class GiftAllowance:
    """The gift links that a user created in the last month, and how many more they may create."""

    links: list[GiftLink]
    remaining: int
    limit: int = MAX_LINKS_PER_MONTH
    readers: int = MAX_READERS_PER_LINK
    days: int = GIFT_DAYS


def gift_allowance(user: User) -> GiftAllowance:
    """Return the links that a user has created and may still create."""
    since = timezone.now() - MONTH
    links = list(user.gift_links.select_related("page").filter(created_at__gt=since))
    return GiftAllowance(links, max(0, MAX_LINKS_PER_MONTH - len(links)))


def create_gift_link(*, reader: Reader, piece: Gated) -> GiftLink:
    """Return a new link that opens one piece. Raise GiftError if the reader may not give it."""
    if reader.user is None or not reader.reads_all:
        raise GiftError(_("Only members with a log-in of their own can give a piece."))
    if not piece.is_gated():
        raise GiftError(_("Everybody may read this piece: just pass on its address."))
    if not gift_allowance(reader.user).remaining:
        raise GiftError(
            ngettext(
                "You have made %d gift link in the last 30 days, which is the limit; the next is free soon.",
                "You have made %d gift links in the last 30 days, which is the limit; the next is free soon.",
                MAX_LINKS_PER_MONTH,
            )
            % MAX_LINKS_PER_MONTH
        )
    return GiftLink.objects.create(page_id=piece.pk, giver=reader.user)


def require_valid(link: GiftLink) -> None:
    """Raise GiftError unless the link opens its piece to one more reader."""
    if link.revoked_at:
        raise GiftError(_("Whoever made this gift link has taken it back."))
    if link.expires_at <= timezone.now():
        raise GiftError(_("This gift link was good for %d days, and they are over.") % GIFT_DAYS)
    if not link.page.live or not is_giver_entitled(link.giver):
        raise GiftError(_("This gift link opens nothing any more."))
    if link.opened >= MAX_READERS_PER_LINK:
        raise GiftError(_("This gift link has been opened as often as it may be."))


def redeem(*, link: GiftLink, session: Any) -> None:
    """Open the piece to this browser, which counts once. Raise GiftError if the link is no longer valid."""
    opened = session.get(GIFT_LINKS_KEY, [])
    if link.pk in opened:
        return
    require_valid(link)
    if not GiftLink.objects.filter(pk=link.pk, opened__lt=MAX_READERS_PER_LINK).update(opened=F("opened") + 1):
        raise GiftError(_("This gift link has been opened as often as it may be."))
    session[GIFT_LINKS_KEY] = [*opened, link.pk]


def revoke(*, link: GiftLink) -> None:
    """Revoke the link, for browsers too that have redeemed it."""
    link.revoked_at = link.revoked_at or timezone.now()
    link.save(update_fields=["revoked_at"])
