"""Delivery of the outbox by the worker."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone
from django_tasks import task

from base.background.outcomes import OutsideError
from base.mail.messages import message_of
from base.mail.models import OutgoingMail


# Somebody may be waiting for a code.
@task(priority=50)
def deliver_mail(key: int) -> None:
    """Deliver one mail unless it was delivered; delete its content, which may be a log-in code."""
    for mail in OutgoingMail.objects.unsent().filter(pk=key):
        try:
            get_connection(settings.MAIL_TRANSPORT).send_messages([message_of(mail)])
        except (SMTPException, OSError) as error:
            raise OutsideError(f"The mail server did not take the mail to {mail.recipient}: {error}") from error
        OutgoingMail.objects.filter(pk=key).update(sent_at=timezone.now(), subject="", content={})
