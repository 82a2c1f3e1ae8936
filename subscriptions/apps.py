from django.apps import AppConfig

from page_store.policy.private_tables import register_private_tables


class SubscriptionsConfig(AppConfig):
    """Subscriptions of readers: what they follow, personal feeds, digests by e-mail."""

    name = "subscriptions"

    def ready(self) -> None:
        """Connect signals, schedule jobs, and register tables from which no public page is made."""
        from base.background.hourly import register_hourly
        from subscriptions import kept, signals
        from subscriptions.digests.tasks import begin_due
        from subscriptions.health.figures import begin_counting
        from subscriptions.webhooks import receivers
        from subscriptions.webhooks.services import begin_failed
        from subscriptions.websub.services import begin_waiting

        register_private_tables(
            *("subscriptions_announcement", "subscriptions_digest"),
            *("subscriptions_follow", "subscriptions_readertoken"),
            *("subscriptions_push", "subscriptions_failedpush", "subscriptions_feedfigures"),
            *("subscriptions_webhookendpoint", "subscriptions_webhookdelivery"),
        )
        register_hourly(begin_due)
        register_hourly(begin_waiting)
        register_hourly(begin_counting)
        register_hourly(begin_failed)
        kept.register()
        signals.connect()
        receivers.connect()
