from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search over everything that is published."""

    name = "search"
