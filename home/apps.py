from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The front page and pages of information."""

    name = "home"

    def ready(self) -> None:
        """Register what the front page shows."""
        from home import front_page  # noqa: F401 - registers page contexts
