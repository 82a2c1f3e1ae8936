"""The time for public pages: reading it here also tells the page store when the page expires."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from page_store.policy.cacheability import expires_at


def has_come(moment: datetime) -> bool:
    """Return whether a moment has come; if not, the response expires then."""
    come = moment <= timezone.now()
    if not come:
        expires_at(moment)
    return come


def today() -> date:
    """Return the date in the time zone of the magazine; the response expires at midnight."""
    zone = timezone.get_default_timezone()
    day = timezone.localdate(timezone=zone)
    expires_at(datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone))
    return day
