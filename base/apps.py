from importlib import import_module

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """What knows no other app."""

    name = "base"

    def ready(self) -> None:
        """Notice every change that could show on a public page."""
        import_module("base.store.changes").connect()
