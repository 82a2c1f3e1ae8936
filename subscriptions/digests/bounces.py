"""Bounced mails (RFC 3464) and their digests."""

import re
from email import message_from_bytes
from email.message import Message
from typing import Any

from subscriptions.models import Digest

KEY = re.compile(r"/personal/digest/([\w-]{20,40})/")


def is_failure(report: Message) -> bool:
    """Return whether a mail reports a permanent delivery failure; a delay does not count."""
    return any(
        str(part.get("Action", "")).strip().lower() == "failed" and str(part.get("Status", "")).strip().startswith("5")
        for block in report.walk()
        if block.get_content_type() == "message/delivery-status"
        for part in _parts(block)
    )


def _parts(block: Message) -> list[Any]:
    payload = block.get_payload()
    return payload if isinstance(payload, list) else []


def bounced_digest(content: bytes) -> Digest | None:
    """Return the digest whose mail bounced, or None if the mail reports nothing of the kind.

    Anybody can forge a report. It counts only if it returns the secret URL in the headers of our mail.
    """
    report = message_from_bytes(content)
    key = KEY.search(content.decode("ascii", "replace").replace("=\r\n", "").replace("=\n", ""))
    if not key or not is_failure(report):
        return None
    found: Digest | None = Digest.objects.filter(key=key[1]).first()
    return found
