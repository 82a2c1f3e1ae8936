from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Articles, what they are filed under, and how they are made."""

    name = "articles"

    def ready(self) -> None:
        """Listen to what changes an article from beside it, and register what pages show."""
        from articles import content_sources, signals
        from articles.pages import article_context, section_context  # noqa: F401

        content_sources.register_articles()
        signals.connect()
