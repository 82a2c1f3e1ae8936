from django.apps import AppConfig

from page_store.policy.private_tables import register_private_tables


class SubscriptionsConfig(AppConfig):
    """How readers hear of what is new: what they follow, feeds of their own, digests by mail."""

    name = "subscriptions"

    def ready(self) -> None:
        """Listen to what is published, send what is due, and say that no public page is made from this."""
        from base.background.hourly import register_hourly
        from subscriptions import kept, signals
        from subscriptions.digests.tasks import begin_due
        from subscriptions.websub.services import begin_waiting

        register_private_tables(
            *("subscriptions_announcement", "subscriptions_digest"),
            *("subscriptions_follow", "subscriptions_readertoken"),
            *("subscriptions_push", "subscriptions_failedpush"),
        )
        register_hourly(begin_due)
        register_hourly(begin_waiting)
        kept.register()
        signals.connect()
