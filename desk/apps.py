from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pieces on their way from pitch to publication: submissions, invitations, the board, mails."""

    name = "desk"

    def ready(self) -> None:
        """Register what Wagtail looks for in a file of the app alone."""
        from desk.pasting import wagtail_hooks  # noqa: F401
