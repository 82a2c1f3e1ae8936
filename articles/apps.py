from importlib import import_module

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Articles, what they are filed under, and how they are made."""

    name = "articles"

    def ready(self) -> None:
        """Listen to what changes an article from beside it."""
        import_module("articles.signals").connect()
