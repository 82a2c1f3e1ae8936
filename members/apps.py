from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Users, institutions and who may read."""

    name = "members"
