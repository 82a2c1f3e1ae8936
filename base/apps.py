from django.apps import AppConfig


class BaseConfig(AppConfig):
    """What knows no other app."""

    name = "base"
