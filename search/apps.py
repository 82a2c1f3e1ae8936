from django.apps import AppConfig
from django.db.models.signals import post_migrate

from page_store.policy.private_tables import register_private_tables


class SearchConfig(AppConfig):
    """Search over everything that is published."""

    name = "search"

    def ready(self) -> None:
        """Register the searchable sources, and connect to publications.

        No stored page is made from these tables: the results page is not stored.
        """
        from modelsearch.index import Indexed

        from search import counting, signals
        from search.indexing.records import registry
        from search.rebuild import fill_outdated_index
        from search.related.tasks import relate_first
        from search.sources import facets, pieces, profiles

        # The desk looks into the tables themselves, and each save would put a task with nothing to do into the queue.
        Indexed.search_auto_update = False
        # The newest documents have the highest keys, so dated sources come last.
        for source in (profiles.Institutions, profiles.Contributors, profiles.Trends):
            registry.register(source())
        for pages in (pieces.Issues, pieces.Dossiers, pieces.ArchivedArticles, pieces.Articles):
            registry.register(pages())
        registry.groups = facets.GROUPS
        signals.connect()
        counting.register_query_retention()
        post_migrate.connect(fill_outdated_index, sender=self)
        post_migrate.connect(relate_first, sender=self)
        register_private_tables(
            *("search_facet", "search_searchdocument", "search_searchtext", "search_index", "search_word"),
            *("search_term", "search_synonymgroup", "search_missedquery"),
            *("wagtailsearchpromotions_query", "wagtailsearchpromotions_querydailyhits"),
            "wagtailsearchpromotions_searchpromotion",
        )
