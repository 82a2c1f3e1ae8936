"""Take a mail that came back from standard input, as mail servers hand it over."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from subscriptions.digests.bounces import bounced_digest
from subscriptions.digests.services import note_bounce
from subscriptions.models import Digest


class Command(BaseCommand):
    """Counts a mail that came back; the third ends a digest."""

    help = "Counts a digest that came back. Reads the report (RFC 3464) from standard input, or takes addresses."

    def add_arguments(self, parser: CommandParser) -> None:
        """Addresses, for operators who know them from elsewhere."""
        parser.add_argument("addresses", nargs="*", help="addresses that do not exist any more")

    def handle(self, *args: Any, addresses: list[str], **options: Any) -> None:
        """Count bounces; anything else is ignored, so that a whole mailbox can be piped in."""
        found = [_digest_of(address) for address in addresses] if addresses else [self._reported()]
        for digest in filter(None, found):
            note_bounce(digest=digest)
            digest.refresh_from_db()
            self.stdout.write(f"{digest.email}: {digest.bounces} came back{', ended' if digest.ended_at else ''}.")

    def _reported(self) -> Digest | None:
        digest = bounced_digest(sys.stdin.buffer.read())
        if digest is None:
            self.stdout.write("Nothing counted: this is no report that one of our digests could not be delivered.")
        return digest


def _digest_of(address: str) -> Digest:
    digest: Digest | None = Digest.objects.filter(email=address.lower()).first()
    if digest is None:
        raise CommandError(f"No digest goes to {address}: check its spelling.")
    return digest
