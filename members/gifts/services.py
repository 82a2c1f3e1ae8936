"""Gift links: what making, opening and revoking one asks for."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.models import Gated, GiftLink, User
from members.models.gift import GIFT_DAYS
from members.reading.access import GIFTS, Reader, gives

LINKS_A_MONTH = 10
READERS_A_LINK = 20
MONTH = timedelta(days=30)


class NoGift(Exception):  # noqa: N818 - it says what is the case
    """A link that cannot be made or does not open; the message says why and what helps."""


@dataclass(frozen=True)
class Given:
    """What somebody has given in the last month, and how much is left."""

    links: list[GiftLink]
    left: int
    limit: int = LINKS_A_MONTH
    readers: int = READERS_A_LINK
    days: int = GIFT_DAYS


def given_by(user: User) -> Given:
    """Return the links of somebody: those of the last month and those that still work."""
    since = timezone.now() - MONTH
    links = list(user.gift_links.select_related("page").filter(created_at__gt=since))
    return Given(links, max(0, LINKS_A_MONTH - len(links)))


def give(*, reader: Reader, piece: Gated) -> GiftLink:
    """Make a link that opens one piece; raises NoGift for whoever may not give it."""
    if reader.user is None or not reader.reads_all:
        raise NoGift(_("Only members with a log-in of their own can give a piece."))
    if not piece.is_gated():
        raise NoGift(_("Everybody may read this piece: just pass on its address."))
    if not given_by(reader.user).left:
        raise NoGift(
            ngettext(
                "You have made %d gift link in the last 30 days, which is the limit; the next is free soon.",
                "You have made %d gift links in the last 30 days, which is the limit; the next is free soon.",
                LINKS_A_MONTH,
            )
            % LINKS_A_MONTH
        )
    return GiftLink.objects.create(page_id=piece.pk, giver=reader.user)


def require_working(link: GiftLink) -> None:
    """Raise NoGift unless the link opens its piece to one more reader."""
    if link.revoked_at:
        raise NoGift(_("Whoever made this gift link has taken it back."))
    if link.expires_at <= timezone.now():
        raise NoGift(_("This gift link was good for %d days, and they are over.") % GIFT_DAYS)
    if not link.page.live or not gives(link.giver):
        raise NoGift(_("This gift link opens nothing any more."))
    if link.opened >= READERS_A_LINK:
        raise NoGift(_("This gift link has been opened as often as it may be."))


def accept(*, link: GiftLink, session: Any) -> None:
    """Let this browser read the piece; the same browser counts once. Raises NoGift when it is too late."""
    opened = session.get(GIFTS, [])
    if link.pk in opened:
        return
    require_working(link)
    if not GiftLink.objects.filter(pk=link.pk, opened__lt=READERS_A_LINK).update(opened=F("opened") + 1):
        raise NoGift(_("This gift link has been opened as often as it may be."))
    session[GIFTS] = [*opened, link.pk]


def revoke(*, link: GiftLink) -> None:
    """Close the link, for those too who have opened it."""
    link.revoked_at = link.revoked_at or timezone.now()
    link.save(update_fields=["revoked_at"])
