"""Take a trend out of use: its page stays, says so, and leads to its successor."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from articles.models import Trend
from articles.vocabulary.merge import VocabularyError


@transaction.atomic
def retire(trend: Trend, successor: Trend | None, *, user: Any = None) -> None:
    """Retire a trend; nobody can choose it any more, and what carries it goes on carrying it."""
    if successor:
        check_successor(trend, successor)
    trend.status, trend.successor = Trend.Status.RETIRED, successor
    trend.save()
    # Whoever was led to it is led further.
    Trend.objects.filter(successor=trend).exclude(pk=getattr(successor, "pk", None)).update(successor=successor)
    log(trend, "wagtail.edit", user=user, data={"retired": True})


def check_successor(trend: Trend, successor: Trend) -> None:
    """Refuse a successor that leads nowhere."""
    if successor.pk == trend.pk or successor.status == Trend.Status.RETIRED:
        raise VocabularyError(f"“{successor}” cannot follow on “{trend}”; choose a trend that is in use.")
