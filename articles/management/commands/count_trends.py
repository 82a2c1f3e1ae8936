"""Update the figures of trends."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.trends.tasks import count_trends


class Command(BaseCommand):
    """Update the figures on the pages of trends. May be interrupted and run again."""

    help = "Count the figures of all trends anew, as happens by itself after each publication."

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, and report the number of changes."""
        self.stdout.write(f"{count_trends()} trends have new figures.")
