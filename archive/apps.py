from importlib import import_module

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The bimonthly issues of the past."""

    name = "archive"

    def ready(self) -> None:
        """Listen to what changes, and stand beside the articles of today."""
        import_module("archive.signals").connect()
        archived = import_module("archive.shelf").ARCHIVED_ARTICLES
        import_module("articles.elsewhere").register(archived)
