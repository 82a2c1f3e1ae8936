"""The worker writes the digests that are due; the outbox delivers them."""

import logging
from datetime import datetime
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django_tasks import task

from base.background.enqueue import enqueue_in_transaction
from base.mail.models import OutgoingMail
from base.mail.outbox import deliver_again
from subscriptions.digests.contents import articles_for, message
from subscriptions.models import Digest, Frequency

EVENT = "digest"

logger = logging.getLogger(__name__)


def begin_due(now: datetime) -> None:
    """Queue due digests, and retry those that a mail server refused for half a day.

    Unlike a log-in code, a digest is still useful days later.
    """
    if Digest.objects.due(now).exists():
        enqueue_in_transaction(write_due)
    deliver_again(OutgoingMail.objects.filter(event__startswith=f"{EVENT}:"))


@task(priority=-10)
def write_due() -> None:
    """Write all due digests; an error in one does not affect the others."""
    now = timezone.now()
    errors = [error for key in list(Digest.objects.due(now).values_list("pk", flat=True)) if (error := _try(key, now))]
    if errors:
        raise errors[0]


def _try(key: int, now: datetime) -> Exception | None:
    try:
        write(key, now)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        logger.exception("Digest %s could not be written.", key)
        return error
    return None


@transaction.atomic
def write(key: int, now: datetime) -> None:
    """Write one digest, unless another worker has; an empty one is skipped.

    Mail and mark are written together, and the outbox accepts one mail for each period and address.
    """
    for digest in Digest.objects.due(now).select_for_update(of=("self",)).filter(pk=key):
        end = Frequency(digest.frequency).last_end(now)
        if articles := articles_for(digest, end):
            message(digest, articles, event=_event(digest, end)).send()
        digest.covered_until = end
        digest.save(update_fields=["covered_until"])


def _event(digest: Any, end: datetime) -> str:
    return f"{EVENT}:{digest.pk}:{end:%Y-%m-%d}"
