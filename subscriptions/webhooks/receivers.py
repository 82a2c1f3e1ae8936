"""Signal receivers that send webhooks."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.signals import page_published, page_unpublished

from articles.models import Correction
from members.reading.gated_index import gate_changed
from subscriptions.models import WebhookEvent
from subscriptions.webhooks.messages import TYPES
from subscriptions.webhooks.services import tell


def remember_state(sender: Any, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Remember whether a page was live, before a full save."""
    if not raw and update_fields is None and instance.live:
        instance._was_live = sender.objects.filter(pk=instance.pk, live=True).exists()


def when_published(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Notify of a page that is newly public, or changed."""
    tell(instance, WebhookEvent.UPDATE if getattr(instance, "_was_live", False) else WebhookEvent.PUBLISH)


def when_unpublished(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Notify that a page is withdrawn; Wagtail unpublishes a live page before it deletes it."""
    tell(instance, WebhookEvent.UNPUBLISH)


def when_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Notify that a page is deleted, unless it was never public."""
    if instance.live or instance.first_published_at:
        tell(instance, WebhookEvent.DELETE)


def when_corrected(sender: Any, instance: Correction, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Notify that a published article was corrected; the text of the correction may be gated."""
    if created and not raw and instance.article.live:
        details = {"severity": str(instance.severity), "made_at": instance.made_at.isoformat()}
        tell(instance.article, WebhookEvent.CORRECTION, **details)


def when_gate_changed(sender: Any, piece: Any, **kwargs: Any) -> None:
    """Notify that a piece was opened to everybody, or to members only."""
    if type(piece) in TYPES:
        tell(piece, WebhookEvent.GATE)


def connect() -> None:
    """Connect all receivers."""
    for model in TYPES:
        pre_save.connect(remember_state, sender=model)
        page_published.connect(when_published, sender=model)
        page_unpublished.connect(when_unpublished, sender=model)
        post_delete.connect(when_deleted, sender=model)
    post_save.connect(when_corrected, sender=Correction)
    gate_changed.connect(when_gate_changed)
