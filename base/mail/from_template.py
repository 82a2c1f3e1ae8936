"""Mails from templates. The first line of a template is the subject."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from base.mail.messages import EventMessage


def send_from_template(
    template: str, *, to: list[str], event: str = "", not_before: datetime | None = None, **context: Any
) -> None:
    """Send an e-mail to each address separately, except those that were already notified of the event."""
    text = render_to_string(template, context | {"site": settings.WAGTAILADMIN_BASE_URL})
    subject, _, body = text.partition("\n")
    for address in to:
        message = EventMessage(subject.strip(), body.strip() + "\n", to=[address], event=event, not_before=not_before)
        message.send()
