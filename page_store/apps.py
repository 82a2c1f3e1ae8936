from django.apps import AppConfig


class PageStoreConfig(AppConfig):
    """Public responses, kept as files until something that could show on one of them changes."""

    name = "page_store"

    def ready(self) -> None:
        """Watch every connection to a database."""
        from page_store import invalidation

        invalidation.connect()
