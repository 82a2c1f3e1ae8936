"""Publication and expiry on time: Wagtail's rules (`publish_scheduled`), to the second."""

import logging
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.db.models import Min, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string
from wagtail.models import DraftStateMixin, Page, Revision

from articles.dossiers.emails import tell_of_stopped_release
from articles.models.dossier import ReleaseError, waiting_for_dossiers
from base.background import hourly, retention
from base.background.heart import beating
from base.background.models import Heartbeat
from dimensions.shutdown import StopRequest
from members.reading.gated_index import gated_querysets, open_gate

logger = logging.getLogger(__name__)

# The maximum delay before a change of the schedule is noticed.
POLL_SECONDS = 1.0
# What cannot be published now is retried after this time.
RETRY_SECONDS = 60.0
# The interval between deletions of old data.
PRUNE_SECONDS = 3_600.0


def _expiring() -> Iterator[QuerySet]:
    for model in apps.get_models():
        if model is Page or (issubclass(model, DraftStateMixin) and not issubclass(model, Page)):
            yield model._default_manager.filter(live=True, expire_at__isnull=False)


def _scheduled() -> QuerySet:
    return Revision.objects.filter(approved_go_live_at__isnull=False)


def page_waits_for_dossier() -> Q:
    """Match the versions of pages that do not appear at their own time, but with a dossier."""
    return Q(object_id__in=waiting_for_dossiers(), base_content_type=ContentType.objects.get_for_model(Page))


class Due(NamedTuple):
    """Something whose time has come, and how to do it."""

    rows: QuerySet
    key: Any
    change: Callable[[Any], object]

    @transaction.atomic
    def apply(self) -> None:
        """Do it, unless another scheduler is at it or has done it."""
        for item in self.rows.select_for_update(skip_locked=True, of=("self",)).filter(pk=self.key):
            self.change(item)


def due_changes(now: datetime) -> Iterator[Due]:
    """Yield due changes with their functions, oldest first; as in Wagtail, expiry comes before publication."""
    for expiring in _expiring():
        yield from _due(expiring.filter(expire_at__lte=now).order_by("expire_at"), _expire)
    due = _scheduled().filter(approved_go_live_at__lte=now).exclude(page_waits_for_dossier())
    yield from _due(due.order_by("approved_go_live_at"), _publish)
    for gated in gated_querysets():
        yield from _due(gated.filter(gated_until__lte=now), open_gate)


def _due(rows: QuerySet, change: Callable[[Any], object]) -> Iterator[Due]:
    return (Due(rows, key, change) for key in list(rows.values_list("pk", flat=True)))


def _expire(item: Any) -> None:
    item.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


class Upcoming(NamedTuple):
    """A change that the scheduler will make."""

    at: datetime
    what: str
    is_publication: bool


def upcoming_changes(now: datetime, *, most: int) -> list[Upcoming]:
    """Return what comes next, the soonest first."""
    revisions = _scheduled().filter(approved_go_live_at__gt=now).order_by("approved_go_live_at")[:most]
    found = [Upcoming(revision.approved_go_live_at, revision.object_str, True) for revision in revisions]
    for expiring in _expiring():
        items = expiring.filter(expire_at__gt=now).order_by("expire_at")[:most]
        found += [Upcoming(item.expire_at, str(item), False) for item in items]
    return sorted(found)[:most]


def apply_due_changes() -> bool:
    """Publish and expire what is due; return whether everything succeeded.

    A failure must not hold up the rest: its error is reported and the next change follows.
    """
    all_done = True
    for due in due_changes(timezone.now()):
        try:
            due.apply()
        except (OperationalError, InterfaceError):
            raise
        except ReleaseError as stopped:
            tell_of_stopped_release(stopped)
            all_done = False
        except Exception:
            logger.exception("%s %s could not be published or expired at its time.", due.rows.model.__name__, due.key)
            all_done = False
    return all_done


def seconds_until_next(now: datetime, *, at_most: float) -> float:
    """Return the time to sleep: until the next change is due, or `at_most`."""
    moments = [queryset.filter(expire_at__gt=now).aggregate(at=Min("expire_at"))["at"] for queryset in _expiring()]
    moments += [gated.filter(gated_until__gt=now).aggregate(at=Min("gated_until"))["at"] for gated in gated_querysets()]
    upcoming = _scheduled().filter(approved_go_live_at__gt=now)
    moments.append(upcoming.aggregate(at=Min("approved_go_live_at"))["at"])
    return min([at_most, *((at - now).total_seconds() for at in moments if at)])


def keep_schedule(stopping: StopRequest) -> None:
    """Apply changes on time until `stopping` is set; reconnect to a database that does not answer."""
    with beating(Heartbeat.Kind.SCHEDULER, f"scheduler-{get_random_string(12)}"):
        _keep_schedule(stopping)


def _keep_schedule(stopping: StopRequest) -> None:
    pause, prune_at = 0.0, 0.0
    while not stopping.wait(pause):
        close_old_connections()
        try:
            patience = POLL_SECONDS if apply_due_changes() else RETRY_SECONDS
            if time.monotonic() >= prune_at:
                retention.prune(timezone.now())
                hourly.run(timezone.now())
                prune_at = time.monotonic() + PRUNE_SECONDS
            pause = seconds_until_next(timezone.now(), at_most=patience)
        except (OperationalError, InterfaceError) as error:
            logger.warning("The database does not answer, trying again: %s", error)
            pause = POLL_SECONDS
