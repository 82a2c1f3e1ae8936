"""Last-Modified: the moment since which an address has had the same content.

All servers of a magazine share one table, so they agree. No two contents of an address have the same second:
web servers derive the entity tag from it, and a client that only knows the date must not miss a change.
"""

import time
from hashlib import blake2b

from django.db import transaction

from page_store.models import ContentDate
from page_store.policy.addresses import Address


def last_modified(address: Address, content: bytes) -> int:
    """Return the moment in seconds; it is now if the content is another one than last time."""
    key, digest = _digest(address.file.encode()), _digest(content)
    known = ContentDate.objects.filter(pk=key).first()
    if known is None or known.content != digest:
        known = _change(key, digest, after=known.second if known else 0)
    return int(known.second)


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _change(key: str, digest: str, *, after: int) -> ContentDate:
    """Record new content, unless another process has done so meanwhile."""
    second = _free_second(after)
    with transaction.atomic():
        dates = ContentDate.objects.select_for_update()
        date, _ = dates.get_or_create(pk=key, defaults={"content": digest, "second": second})
        if date.content != digest:
            date.content, date.second = digest, second
            date.save()
    return date


def _free_second(after: int) -> int:
    """Return the present second; if it names the content before, wait for the next one, as no date is in the future."""
    if int(time.time()) == after:
        time.sleep(after + 1 - time.time())
    return int(time.time())
