from django.apps import AppConfig


class SampleConfig(AppConfig):
    """A whole magazine to try things with; not installed in production."""

    name = "sample"
