from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Articles, what they are filed under, and how they are made."""

    name = "articles"

    def ready(self) -> None:
        """Listen to what changes an article from beside it."""
        from articles import signals

        signals.connect()
