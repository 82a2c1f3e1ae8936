"""Delivery of mails: at once, in the daily mail, or never, as the recipient has chosen."""

from collections.abc import Mapping
from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from base.mail.messages import EventMessage
from desk.mails.wording import Words, fill, original, words_of
from desk.models import DailyMailEntry, MailChoice
from members.models import User

# The hour of the daily mails.
HOUR = time(6)


def footer(*, with_choice: bool) -> str:
    """Return the footer: the sender, and for users with an account a link to the choice of mails."""
    site = settings.WAGTAILADMIN_BASE_URL
    choice = _("Choose which mails you get: %s") % (site + reverse("mail_choice")) + "\n" if with_choice else ""
    return f"\n-- \n{settings.WAGTAIL_SITE_NAME}\n{site}/\n{choice}"


def write(name: str, *, to: str, event: str, values: Mapping[str, str], with_choice: bool = False) -> None:
    """Send a mail at once; recipients who were already notified of the event get no second one."""
    _send(fill(words_of(name), values), to=to, event=event, with_choice=with_choice)


def _send(words: Words, *, to: str, event: str, with_choice: bool) -> None:
    body = words.text + footer(with_choice=with_choice)
    EventMessage(words.subject, body, to=[to], event=event).send()


def tell(user: User, name: str, *, event: str, values: Mapping[str, str]) -> None:
    """Notify a user of an event in the way they have chosen."""
    when = MailChoice.of(user)
    if when == MailChoice.When.AT_ONCE:
        write(name, to=user.email, event=event, values=values, with_choice=True)
    elif when == MailChoice.When.DAILY:
        keep_for_daily(user, fill(words_of(name), values), event=event)


def keep_for_daily(user: User, words: Words, *, event: str) -> None:
    """Add a message to the next daily mail, once per event."""
    said = {"subject": words.subject[:998], "text": words.text}
    DailyMailEntry.objects.get_or_create(user=user, event=event[:200], defaults=said)


def send_daily(now: datetime) -> None:
    """Send the messages collected until this morning."""
    morning = datetime.combine(timezone.localdate(now), HOUR, tzinfo=timezone.get_current_timezone())
    if now >= morning:
        waiting = DailyMailEntry.objects.filter(created_at__lt=morning)
        for user in User.objects.filter(pk__in=waiting.values("user")):
            _send_daily(user, morning)


@transaction.atomic
def _send_daily(user: User, morning: datetime) -> None:
    """Send one mail, unless it is no longer wanted, and delete its entries: both, or neither."""
    found = DailyMailEntry.objects.select_for_update().filter(user=user, created_at__lt=morning)
    entries = list(found)
    wants = user.is_active and MailChoice.of(user) != MailChoice.When.NEVER
    if entries and wants:
        news = "\n\n".join(f"* {entry.subject}\n\n{entry.text.strip()}" for entry in entries)
        words = fill(original("daily"), {"name": str(user), "news": news})
        _send(words, to=user.email, event=f"daily {user.pk}, {morning:%Y-%m-%d}, {entries[0].pk}", with_choice=True)
    found.delete()
