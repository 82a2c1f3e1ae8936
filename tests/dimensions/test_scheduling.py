import datetime as dt

import pytest
from django.db import OperationalError
from django.utils import timezone
from wagtail.models import Page

from dimensions import scheduling
from dimensions.shutdown import StopRequest
from home.models import InformationPage

pytestmark = pytest.mark.django_db
LONG = 3600.0


def scheduled(slug: str, *, seconds: float) -> InformationPage:
    """Return a page that is to go live so many seconds from now."""
    page = InformationPage(title=slug, slug=slug, live=False)
    Page.objects.get(depth=1).add_child(instance=page)
    page.go_live_at = timezone.now() + dt.timedelta(hours=1)
    page.save_revision().publish()
    at = timezone.now() + dt.timedelta(seconds=seconds)
    content = page.latest_revision.content | {"go_live_at": at.isoformat()}
    page.revisions.update(approved_go_live_at=at, content=content)
    return page


def is_live(page: InformationPage) -> bool:
    return InformationPage.objects.get(pk=page.pk).live


def test_what_is_due_is_published_and_the_rest_waits():
    due, later = scheduled("due", seconds=-1), scheduled("later", seconds=60)

    assert scheduling.apply_due_changes()
    assert (is_live(due), is_live(later)) == (True, False)


def test_what_has_expired_is_taken_down():
    page = InformationPage(title="Old", slug="old", expire_at=timezone.now() - dt.timedelta(seconds=1))
    Page.objects.get(depth=1).add_child(instance=page)

    assert scheduling.apply_due_changes()
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)


def test_one_broken_page_does_not_hold_up_the_next(monkeypatch, caplog):
    broken, whole = scheduled("broken", seconds=-2), scheduled("whole", seconds=-1)
    publish = InformationPage.publish

    def fail_for_broken(page, *args, **kwargs):
        if page.pk == broken.pk:
            raise ValueError("Somebody put sand in it.")
        return publish(page, *args, **kwargs)

    monkeypatch.setattr(InformationPage, "publish", fail_for_broken)

    assert not scheduling.apply_due_changes()
    assert is_live(whole)
    assert "Somebody put sand in it." in caplog.text


def test_the_next_change_is_met_to_the_second():
    scheduled("soon", seconds=30)

    assert 29 < scheduling.seconds_until_next(timezone.now(), at_most=LONG) <= 30
    assert scheduling.seconds_until_next(timezone.now(), at_most=1) == 1


def test_nothing_scheduled_means_the_longest_sleep():
    assert scheduling.seconds_until_next(timezone.now(), at_most=LONG) == LONG


def test_a_locked_database_is_asked_again(monkeypatch, caplog):
    answers = iter([OperationalError("database is locked"), True])
    stopping = StopRequest()

    def apply() -> bool:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        stopping.set()
        return answer

    monkeypatch.setattr(scheduling, "apply_due_changes", apply)
    monkeypatch.setattr(scheduling, "close_old_connections", lambda: None)
    monkeypatch.setattr(scheduling, "POLL_SECONDS", 0.01)
    scheduling.keep_schedule(stopping)

    assert stopping.is_set()
    assert "trying again: database is locked" in caplog.text
