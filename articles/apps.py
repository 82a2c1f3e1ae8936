from django.apps import AppConfig

from page_store.policy.private_tables import register_private_columns


class ArticlesConfig(AppConfig):
    """Articles, what they are filed under, and how they are made."""

    name = "articles"

    def ready(self) -> None:
        """Listen to what changes an article from beside it, and register what pages show."""
        from articles import content_sources, signals
        from articles.dossiers import context  # noqa: F401
        from articles.models import Contributor, DossierPage, SectionPage, Trend
        from articles.pages import article_context, section_context  # noqa: F401
        from base.pages.former_slugs import track_former_slugs
        from members.models import Institution

        content_sources.register_articles()
        signals.connect()
        for model in (SectionPage, DossierPage, Trend, Contributor, Institution):
            track_former_slugs(model)
        register_private_columns("articles_contributor", "user_id", "created_by_id")
