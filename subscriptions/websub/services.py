"""Detect changed feeds, and notify their hub (https://www.w3.org/TR/websub/#publishing)."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone
from django_tasks import task, task_backends

from articles.feeds.feed_formats import FEED_FORMATS
from articles.feeds.scopes import SCOPES, Term
from articles.models import SectionPage
from base.background.enqueue import enqueue_in_transaction
from base.background.outcomes import OutsideError
from subscriptions.models import FailedPush, Push
from subscriptions.websub.outgoing import RefusedError, post_form

SITE, CORRECTIONS, ISSUES = "/feeds/", "/corrections/", "/feeds/issues/"
# Changes within so many seconds are sent together.
GATHER = timedelta(seconds=30)


def folders_of(article: Any) -> list[str]:
    """Return the folders of all public feeds with an article, except combined ones."""
    credits = list(article.credits.select_related("contributor", "institution"))
    institutions = {one.institution for one in credits if one.institution} | set(article.institutions.all())
    subjects: dict[str, Iterable[Any]] = {
        "sections": [SectionPage.objects.get(pk=article.listed_in_id)],
        "kinds": SCOPES["kinds"].with_keys([article.kind]),
        "trends": article.trends.all(),
        "contributors": {credit.contributor for credit in credits},
        "institutions": institutions,
    }
    terms = [Term(SCOPES[scope], subject) for scope, those in subjects.items() for subject in those]
    return [SITE, *(term.path for term in terms), *([CORRECTIONS] if article.corrected_at else [])]


def note_article(article: Any) -> None:
    """Notify the hub of all feeds with an article."""
    if settings.WEBSUB_HUB:
        note_change(folders_of(article))


def note_change(folders: Iterable[str]) -> None:
    """Queue a notification of the hub for some feeds, once each, however often they change until then."""
    if not settings.WEBSUB_HUB:
        return
    now = timezone.now()
    is_begun = Push.objects.waiting().filter(changed_at__gt=now - GATHER / 2).exists()
    for folder in folders:
        Push.objects.update_or_create(path=folder, defaults={"changed_at": now})
    if not is_begun:
        _enqueue()


def _enqueue() -> None:
    can_wait = task_backends["default"].supports_defer
    enqueue_in_transaction(tell_hub.using(run_after=timezone.now() + GATHER) if can_wait else tell_hub)


def begin_waiting(now: Any) -> None:
    """Restart notifications whose attempts all failed."""
    if settings.WEBSUB_HUB and Push.objects.waiting().filter(changed_at__lt=now - timedelta(hours=13)).exists():
        _enqueue()


@task(priority=-5)
def tell_hub() -> None:
    """Notify the hub of all changed feeds; what it does not accept is retried."""
    failed = [push.path for push in Push.objects.waiting() if not _tell(push)]
    if failed:
        raise OutsideError(f"The hub did not take {len(failed)} feeds, the first of them {failed[0]}.")


def _tell(push: Push) -> bool:
    """Notify the hub of one feed in all formats; changes in the meantime are sent again."""
    began = timezone.now()
    told = [_ping(urljoin(settings.WAGTAILADMIN_BASE_URL, push.path + name)) for name in FEED_FORMATS]
    if all(told):
        Push.objects.filter(pk=push.pk).update(told_at=began)
    return all(told)


def _ping(topic: str) -> bool:
    fields = {"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}
    try:
        post_form(settings.WEBSUB_HUB, fields, may_be_private=settings.WEBSUB_HUB_MAY_BE_PRIVATE)
    except RefusedError as error:
        FailedPush.objects.create(topic=topic, reason=str(error)[:1000])
        return False
    return True
