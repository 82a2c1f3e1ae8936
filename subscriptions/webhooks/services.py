"""Send webhooks: sign messages, and retry until they are accepted.

Signatures and headers are those of https://www.standardwebhooks.com/. A message is written in the transaction of its
event, and sent by the worker: at least once, always with the same `webhook-id`, and not again after a 2xx.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task
from standardwebhooks.webhooks import Webhook

from base.background.enqueue import enqueue_in_transaction
from base.background.outcomes import OutsideError
from base.mail.from_template import send_from_template
from members.models import User
from subscriptions.models import WebhookDelivery, WebhookEndpoint
from subscriptions.models.webhook import MOST_FAILURES, new_secret
from subscriptions.webhooks.messages import body_of
from subscriptions.websub.outgoing import RefusedError, post

GONE = 410
KEPT_OF_ANSWER = 500
# Deliveries whose attempts all failed are started anew after this time, while the endpoint is active.
BEGUN_ANEW = timedelta(hours=13)


@transaction.atomic
def tell(page: Any, event: str, **details: Any) -> None:
    """Queue a message on an event to all endpoints that listen to it."""
    listening = WebhookEndpoint.objects.listening_to(event)
    if not listening:
        return
    kind, body = body_of(page, event, **details)
    for endpoint in listening:
        delivery = WebhookDelivery.objects.create(endpoint=endpoint, type=kind, body=body)
        enqueue_in_transaction(deliver, delivery.pk)


@task(priority=-5)
def deliver(pk: int) -> None:
    """Send a message, unless it was already accepted or its endpoint is inactive."""
    delivery = WebhookDelivery.objects.select_related("endpoint").filter(pk=pk, delivered_at=None).first()
    if delivery is None or not delivery.endpoint.is_active:
        return
    status, answer = _post(delivery)
    _note(delivery, status, answer)
    if not delivery.delivered_at and delivery.endpoint.is_active:
        raise OutsideError(f"{delivery.endpoint} did not take {delivery}: {answer}")


def _post(delivery: WebhookDelivery) -> tuple[int | None, str]:
    now = timezone.now()
    headers = {
        "Content-Type": "application/json",
        "webhook-id": delivery.message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signature(delivery, now),
    }
    url, may_be_private = delivery.endpoint.url, settings.WEBHOOKS_MAY_BE_PRIVATE
    try:
        return post(url, delivery.body.encode(), headers, may_be_private=may_be_private)
    except RefusedError as error:
        return None, str(error)


def signature(delivery: WebhookDelivery, now: datetime) -> str:
    """Return a signature for each valid secret, separated by spaces."""
    moment = now.astimezone(UTC)
    secrets = delivery.endpoint.signing_secrets
    return " ".join(Webhook(secret).sign(delivery.message_id, moment, delivery.body) for secret in secrets)


@transaction.atomic
def _note(delivery: WebhookDelivery, status: int | None, answer: str) -> None:
    """Record the answer; deactivate an endpoint that has failed for long, or is gone for good."""
    now, is_taken = timezone.now(), status is not None and 200 <= status < 300
    delivery.attempts, delivery.tried_at = delivery.attempts + 1, now
    delivery.status, delivery.answer = status, answer[:KEPT_OF_ANSWER]
    delivery.delivered_at = now if is_taken else None
    delivery.save(update_fields=["attempts", "tried_at", "status", "answer", "delivered_at"])
    endpoint = delivery.endpoint
    rows = WebhookEndpoint.objects.filter(pk=endpoint.pk)
    rows.update(failures=0 if is_taken else F("failures") + 1)
    endpoint.refresh_from_db()
    if status == GONE or endpoint.failures >= MOST_FAILURES:
        _disable(endpoint, delivery)


def _disable(endpoint: WebhookEndpoint, delivery: WebhookDelivery) -> None:
    endpoint.is_active, endpoint.disabled_at = False, timezone.now()
    endpoint.save(update_fields=["is_active", "disabled_at"])
    to = list(keepers().values_list("email", flat=True))
    template = "subscriptions/mail/webhook_disabled.txt"
    event = f"webhook disabled:{endpoint.pk}:{endpoint.disabled_at.isoformat()}"
    send_from_template(template, to=to, event=event, endpoint=endpoint, delivery=delivery)


def keepers() -> Any:
    """Return the users who manage webhooks: managing editors and administrators."""
    allowed = Permission.objects.filter(content_type__app_label="subscriptions", codename="change_webhookendpoint")
    found = Q(is_superuser=True) | Q(groups__permissions__in=allowed) | Q(user_permissions__in=allowed)
    return User.objects.filter(found, is_active=True).distinct()


@transaction.atomic
def replay(*, delivery: WebhookDelivery) -> None:
    """Send a message again, with the same id, even if it was accepted."""
    WebhookDelivery.objects.filter(pk=delivery.pk).update(delivered_at=None)
    enqueue_in_transaction(deliver, delivery.pk)


@transaction.atomic
def rotate(*, endpoint: WebhookEndpoint) -> str:
    """Set a new secret for an endpoint and return it; for a day messages are signed with both."""
    endpoint.old_secret, endpoint.secret, endpoint.rotated_at = endpoint.secret, new_secret(), timezone.now()
    endpoint.save(update_fields=["old_secret", "secret", "rotated_at"])
    return endpoint.secret


def begin_failed(now: datetime) -> None:
    """Restart deliveries whose attempts all failed."""
    waiting = WebhookDelivery.objects.filter(delivered_at=None, endpoint__is_active=True)
    for pk in waiting.filter(tried_at__lt=now - BEGUN_ANEW).values_list("pk", flat=True):
        WebhookDelivery.objects.filter(pk=pk).update(tried_at=now)
        enqueue_in_transaction(deliver, pk)
