from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The bimonthly issues of the past."""

    name = "archive"
