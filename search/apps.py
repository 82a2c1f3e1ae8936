from django.apps import AppConfig

from page_store.policy.private_tables import register_private_tables


class SearchConfig(AppConfig):
    """Search over everything that is published."""

    name = "search"

    def ready(self) -> None:
        """The index follows what is published; no public page is made from it but the search, which is not kept."""
        register_private_tables("wagtailsearch_indexentry", "wagtailsearch_indexentry_fts")
