"""Report on the health of feeds, from the access log and the answers of the hub."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from subscriptions.health.access_log import FeedHealth, NoAccessLogError, read_logs
from subscriptions.models import Digest, FailedPush, ReaderToken

HEAD = ("subscribers", "polls", "unchanged", "failed", "feed")


class Command(BaseCommand):
    """Print a line for each feed."""

    help = "Prints for each feed its subscribers, polls, the share of answers 304 and failures, from access logs."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the paths of the logs."""
        parser.add_argument("logs", nargs="+", type=Path, help="access logs in the combined format, also .gz")
        parser.add_argument("--most", type=int, default=30, help="how many feeds to list (default: %(default)s)")

    def handle(self, *args: Any, logs: list[Path], most: int, **options: Any) -> None:
        """Print the feeds, those with most subscribers first, then further figures."""
        try:
            feeds, strange = read_logs(logs)
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read: {error.strerror}.") from error
        except NoAccessLogError as error:
            raise CommandError(str(error)) from error
        rows = sorted(feeds.items(), key=lambda row: (-row[1].subscribers, -row[1].polls, row[0]))
        self.stdout.write("{:>11} {:>7} {:>9} {:>6}  {}".format(*HEAD))
        for folder, health in rows[:most]:
            self.stdout.write(_line(folder, health))
        self._print_rest(len(rows) - most, strange)

    def _print_rest(self, more: int, strange: int) -> None:
        if more > 0:
            self.stdout.write(f"… and {more} more.")
        if strange:
            self.stdout.write(f"{strange} lines are in no format that is known here, so they are not counted.")
        in_use = ReaderToken.objects.exclude(last_used_at=None).count()
        self.stdout.write(f"Personal feeds in use: {in_use}. Digests: {Digest.objects.running().count()}.")
        failed = FailedPush.objects.count()
        self.stdout.write(f"Failed pushes in the last month: {failed}." + (f" {_last()}" if failed else ""))


def _last() -> str:
    last = FailedPush.objects.first()
    return f"The last one: {last}" if last else ""


def _line(folder: str, health: FeedHealth) -> str:
    unchanged = f"{health.share_unchanged} %"
    return f"{health.subscribers:>11} {health.polls:>7} {unchanged:>9} {health.failed:>6}  {folder}"
