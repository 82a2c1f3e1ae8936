from django.apps import AppConfig
from django.db.models.signals import post_migrate

from page_store.policy.addresses import register_bypass
from page_store.policy.private_tables import register_private_columns


class ArticlesConfig(AppConfig):
    """Articles, their classification, and their editing."""

    name = "articles"

    def ready(self) -> None:
        """Connect signals, and register feeds, jobs and page contexts."""
        from articles import content_sources, signals
        from articles.dossiers import context  # noqa: F401 - registers page contexts
        from articles.feeds.further_feeds import register_feed
        from articles.feeds.opened import is_opened
        from articles.models import Contributor, DossierPage, SectionPage, Trend
        from articles.pages import article_context, section_context  # noqa: F401 - registers page contexts
        from articles.trends import tasks
        from base.background.hourly import register_hourly
        from base.pages.former_slugs import track_former_slugs
        from members.models import Institution

        content_sources.register_articles()
        register_feed("Corrections", "/corrections/")
        register_bypass(is_opened)
        signals.connect()
        for model in (SectionPage, DossierPage, Trend, Contributor, Institution):
            track_former_slugs(model)
        register_hourly(tasks.count_when_month_begins)
        post_migrate.connect(tasks.count_first, sender=self)
        register_private_columns("articles_contributor", "user_id", "created_by_id")
