"""Retire a trend: its page stays, says so, and links to its successor."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from articles.models import Trend
from articles.vocabulary.merge import VocabularyError


@transaction.atomic
def retire(trend: Trend, successor: Trend | None, *, user: Any = None) -> None:
    """Retire a trend; it can no longer be chosen, but stays on pieces that have it."""
    if successor:
        check_successor(trend, successor)
    trend.status, trend.successor = Trend.Status.RETIRED, successor
    trend.save()
    # Trends with this one as successor now get its successor.
    Trend.objects.filter(successor=trend).exclude(pk=getattr(successor, "pk", None)).update(successor=successor)
    log(trend, "wagtail.edit", user=user, data={"retired": True})


def check_successor(trend: Trend, successor: Trend) -> None:
    """Refuse a successor that is not in use."""
    if successor.pk == trend.pk or successor.status == Trend.Status.RETIRED:
        raise VocabularyError(f"“{successor}” cannot follow on “{trend}”; choose a trend that is in use.")
