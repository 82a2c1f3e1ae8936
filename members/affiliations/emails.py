"""E-mails about affiliations. The first line of a template is the subject."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from base.mail.from_template import send_from_template
from base.mail.models import OutgoingMail
from members.models import Affiliation, User
from members.permissions import DECIDE_REQUESTS


def send(*, template: str, to: list[str], event: str = "", not_before: datetime | None = None, **context: Any) -> None:
    """Send an e-mail to each address separately, except those that were already notified of the event."""
    send_from_template(f"members/mail/{template}.txt", to=to, event=event, not_before=not_before, **context)


def notify_managers(*, template: str, **options: Any) -> None:
    """Send an e-mail to everybody who decides requests, or to the contact address if nobody does."""
    send(template=template, to=_manager_addresses(), **options)


def notify_of_request(*, affiliation: Affiliation) -> None:
    """Notify of the first request within an hour at once, and of all others together when the hour is over."""
    began = timezone.now().replace(minute=0, second=0, microsecond=0)
    is_first = not OutgoingMail.objects.filter(event=_requests_of(began)).exists()
    if is_first:
        notify_managers(template="request", event=_requests_of(began), affiliation=affiliation)
    else:
        then = began + timedelta(hours=1)
        notify_managers(template="requests", event=_requests_of(then), not_before=then)


def _requests_of(hour: datetime) -> str:
    return f"requests to join, {hour:%Y-%m-%d %H}"


def managers() -> QuerySet[User]:
    """Return everybody who decides requests by their role."""
    return User.objects.with_permission(DECIDE_REQUESTS)


def _manager_addresses() -> list[str]:
    addresses = list(managers().values_list("email", flat=True))
    return addresses or ([settings.MEMBERSHIP_CONTACT] if settings.MEMBERSHIP_CONTACT else [])
