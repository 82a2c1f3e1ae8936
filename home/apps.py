from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The front page and pages of information."""

    name = "home"
