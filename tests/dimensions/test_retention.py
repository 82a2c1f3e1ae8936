"""Retention: the table in the documentation matches the scheduler's rules."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits

from base.background import retention
from members.models import GiftLink, Invitation
from search.models import MissedQuery
from tests.factories import make_article, make_institution, make_user

PAGE = Path(__file__).parents[2] / "docs/operations.md"
ROW = re.compile(r"^\| ([^|]+) \| (\d+) days? \| [^|]+ \|$", re.MULTILINE)


def test_the_documentation_has_the_table():
    rules = {rule.what: rule.kept for rule in retention.RULES.values()}
    assert {what: timedelta(days=int(days)) for what, days in ROW.findall(PAGE.read_text())} == rules


@pytest.mark.django_db
def test_sessions_devices_links_and_invitations_go_after_their_time():
    now, user = timezone.now(), make_user()
    for key, days in (("over", -2), ("running", 5)):
        Session.objects.create(session_key=key, session_data="x", expire_date=now + timedelta(days=days))
        UserSession.objects.create(
            user=user, session_key=key, ip="198.51.100.7", user_agent="x", last_seen_at=now - timedelta(days=9)
        )
    for days in (89, 91):
        ended = now - timedelta(days=days)
        GiftLink.objects.create(page=make_article(), giver=user, expires_at=ended)
        Invitation.objects.create(institution=make_institution(), email=f"{days}@x.example", expires_at=ended)
    retention.prune(now)
    retention.prune(now)
    assert Session.objects.get().session_key == UserSession.objects.get().session_key == "running"
    assert GiftLink.objects.count() == 1
    assert Invitation.objects.get().email == "89@x.example"


@pytest.mark.django_db
def test_searches_go_after_their_time_and_those_that_are_pinned_stay():
    today = timezone.localdate()
    for words, days in (("tide", 10), ("moon", 95)):
        QueryDailyHits.objects.create(query=Query.get(words), date=today - timedelta(days=days), hits=3)
        MissedQuery.objects.create(query=words, last_asked=today - timedelta(days=days * 4), count=1)
    retention.prune(timezone.now())
    assert Query.objects.get().query_string == "tide"
    assert MissedQuery.objects.get().query == "tide"
