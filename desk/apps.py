from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pieces on their way from pitch to publication: submissions, invitations, the board, mails."""

    name = "desk"
