from importlib import import_module

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Users, institutions and who may read."""

    name = "members"

    def ready(self) -> None:
        """Follow the pages that are gated."""
        import_module("members.gated_text").connect()
