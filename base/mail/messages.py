"""Messages of Django as values that a database keeps, and back."""

from datetime import datetime
from email.utils import formatdate, make_msgid
from typing import Any

from django.core.mail import DNS_NAME, EmailMessage, EmailMultiAlternatives

from base.mail.models import OutgoingMail


class EventMessage(EmailMessage):
    """A mail about an event, sent once to each person, optionally not before some time."""

    def __init__(self, *args: Any, event: str = "", not_before: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event, self.not_before = event, not_before


def content_of(message: EmailMessage) -> dict[str, Any]:
    """Return the content of a message. Raise ValueError for an attachment: none is stored in the database."""
    if message.attachments:
        raise ValueError(f"“{message.subject}” has an attachment: link to the file instead.")
    # The same identifier for each attempt, so that mail servers recognise duplicates.
    identity = {"Message-ID": make_msgid(domain=str(DNS_NAME)), "Date": formatdate()}
    return {
        "body": str(message.body),
        "subtype": message.content_subtype,
        "alternatives": [[str(part[0]), part[1]] for part in getattr(message, "alternatives", ())],
        "from_email": message.from_email,
        "to": message.to,
        "cc": message.cc,
        "reply_to": message.reply_to,
        "headers": identity | message.extra_headers,
    }


def message_of(mail: OutgoingMail) -> EmailMessage:
    """Return the message of a mail, to its one recipient."""
    kept = mail.content
    # Other recipients are in the headers; the envelope names one person.
    headers = {"To": ", ".join(kept["to"]), "Cc": ", ".join(kept["cc"])}
    message = EmailMultiAlternatives(
        mail.subject,
        kept["body"],
        kept["from_email"],
        [mail.recipient],
        reply_to=kept["reply_to"],
        headers={name: value for name, value in headers.items() if value} | kept["headers"],
        alternatives=[tuple(part) for part in kept["alternatives"]],
    )
    message.content_subtype = kept["subtype"]
    return message
