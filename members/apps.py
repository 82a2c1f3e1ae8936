from importlib import import_module

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Users, institutions and who may read."""

    name = "members"

    def ready(self) -> None:
        """Follow the pages that are gated, and what shows where people work."""
        for name in ("members.gated_text", "members.signals"):
            import_module(name).connect()
