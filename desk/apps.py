from django.apps import AppConfig

from page_store.policy.private_tables import register_private_tables


class DeskConfig(AppConfig):
    """Pieces on their way from pitch to publication: submissions, invitations, the board, mails."""

    name = "desk"

    def ready(self) -> None:
        """Connect signals, schedule jobs, and register tables from which no public page is made."""
        from base.background.hourly import register_hourly
        from desk import signals
        from desk.mails.delivery import send_daily
        from desk.pieces.media import is_withheld, may_see
        from desk.pieces.reminders import remind
        from members.reading.media_access import register_media_grant, register_withholding

        register_private_tables(
            *("desk_piece", "desk_piece_trends", "desk_pieceinvitation", "desk_piecepicture", "desk_coauthor"),
            "desk_piecenote",
            "desk_calendarlink",
            *("desk_mailchoice", "desk_dailymailentry", "desk_mailwording"),
        )
        register_media_grant(may_see)
        register_withholding(is_withheld)
        signals.connect()
        register_hourly(remind)
        register_hourly(send_daily)
