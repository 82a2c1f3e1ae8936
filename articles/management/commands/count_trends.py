"""Count the trends anew."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.trends.tasks import count_trends


class Command(BaseCommand):
    """Count what the pages of trends show; it can be interrupted and run again."""

    help = "Count the figures of all trends anew, as happens by itself after each publication."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what has changed."""
        self.stdout.write(f"{count_trends()} trends have new figures.")
