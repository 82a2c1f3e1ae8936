from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The bimonthly issues of the past."""

    name = "archive"

    def ready(self) -> None:
        """Connect signals, and register what the archive adds to pages of articles."""
        from archive import signals
        from archive.reading import (  # noqa: F401 - imported to register page contexts
            archive_context,
            archived_article_context,
            issue_context,
            scans,
        )
        from archive.reading.content_source import ARCHIVED_ARTICLES
        from archive.reading.issue_feed import FOLDER
        from articles import content_sources
        from articles.feeds.further_feeds import register_feed

        signals.connect()
        content_sources.register(ARCHIVED_ARTICLES)
        register_feed("Issues of the archive", FOLDER)
