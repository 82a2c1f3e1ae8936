"""The e-mail backend of the magazine: it keeps mails, and has the worker deliver them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, transaction
from django_tasks import task_backends
from django_tasks_db.models import DBTaskResult

from base.background.enqueue import enqueue_in_transaction
from base.background.retention import register_retention
from base.mail.messages import content_of
from base.mail.models import OutgoingMail
from base.mail.tasks import deliver_mail

# How long it is remembered who was notified of an event; also the limit for undeliverable mails.
KEPT = timedelta(days=14)


class OutboxBackend(BaseEmailBackend):
    """Writes mails to the database, in the transaction of the sender."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep a mail for each recipient; returns how many messages there were."""
        for message in email_messages:
            try:
                keep(message)
            except DatabaseError:
                if not self.fail_silently:
                    raise
        return len(email_messages)


@transaction.atomic
def keep(message: EmailMessage) -> None:
    """Store a message for each recipient who was not already notified of the event."""
    event = getattr(message, "event", "") or str(uuid4())
    not_before: datetime | None = getattr(message, "not_before", None)
    content = content_of(message)
    fields = {"subject": str(message.subject), "content": content, "not_before": not_before}
    for recipient in unique(message.recipients()):
        mail, is_new = OutgoingMail.objects.get_or_create(event=event, recipient=recipient, defaults=fields)
        if is_new:
            _have_delivered(mail)


def unique(recipients: Iterable[str]) -> list[str]:
    """Return each address once, in their order."""
    return list(dict.fromkeys(recipients))


def _have_delivered(mail: OutgoingMail) -> None:
    # Only stored tasks can wait.
    if mail.not_before and task_backends["default"].supports_defer:
        enqueue_in_transaction(deliver_mail.using(run_after=mail.not_before), mail.pk)
    else:
        enqueue_in_transaction(deliver_mail, mail.pk)


def deliver_again(mails: Any) -> None:
    """Enqueue mails again whose attempts have all failed, except those with a pending attempt."""
    tried = DBTaskResult.objects.filter(task_path=deliver_mail.module_path).exclude(finished_at__isnull=False)
    waiting = {row.args_kwargs["args"][0] for row in tried}
    for mail in mails.unsent():
        if mail.pk not in waiting:
            _have_delivered(mail)


def register_mail_retention() -> None:
    """Register the retention of mails, sent or not."""
    register_retention("mails, sent or not", KEPT, lambda then: OutgoingMail.objects.filter(created_at__lt=then))
