from importlib import import_module

from django.apps import AppConfig


class DimensionsConfig(AppConfig):
    """The composition of the magazine."""

    name = "dimensions"

    def ready(self) -> None:
        """Register the system checks."""
        import_module("dimensions.checks")
