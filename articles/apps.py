from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Articles, what they are filed under, and how they are made."""

    name = "articles"
