"""The time, for whatever a public page shows of it: what is read here tells the page store when it expires."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from page_store.policy.cacheability import expires_at


def has_come(moment: datetime) -> bool:
    """Whether a moment has come; what shows that it has not holds until then."""
    come = moment <= timezone.now()
    if not come:
        expires_at(moment)
    return come


def today() -> date:
    """Return the day it is in the time zone of the magazine; what shows it holds until midnight."""
    zone = timezone.get_default_timezone()
    day = timezone.localdate(timezone=zone)
    expires_at(datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone))
    return day
