"""Gift links: one gated piece, for a reader who is not a member."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from base.clock import today
from members.gifts import services
from members.models import Access, GiftLink
from tests.factories import DAY, make_article, make_institution, make_member, make_user

pytestmark = pytest.mark.django_db
CANARY = "The vivacious canary sings at four."


@pytest.fixture
def piece():
    return make_article("Kept", text=f"<p>{CANARY}</p>", access=Access.MEMBERS)


@pytest.fixture
def giver():
    browser = Client()
    browser.force_login(make_member())
    return browser


def make_link(giver: Client, piece) -> str:
    giver.post(f"/gifts/new/{piece.pk}/")
    return f"/gift/{GiftLink.objects.latest('pk').token}/"


def reads(browser: Client, piece) -> bool:
    return CANARY in browser.get(piece.url).content.decode()


def test_a_member_is_offered_to_give_what_is_gated_and_nobody_else_is(giver, client, piece):
    offer = f'href="/gifts/new/{piece.pk}/"'
    assert offer in giver.get(piece.url).content.decode()
    assert offer not in client.get(piece.url).content.decode()
    assert "/gifts/new/" not in giver.get(make_article().url).content.decode()


def test_a_gift_opens_the_piece_and_nothing_else(giver, client, piece):
    other = make_article("Other", text=f"<p>{CANARY}</p>", access=Access.MEMBERS)
    link = make_link(giver, piece)
    assert not reads(client, piece)
    assert client.post(link).url == piece.url
    assert reads(client, piece)
    assert not reads(client, other)


def test_looking_at_the_link_uses_nothing_up(giver, client, piece):
    link = make_link(giver, piece)
    answer = client.get(link)
    assert "Open it" in answer.content.decode()
    assert "canary" not in answer.content.decode()
    assert GiftLink.objects.get().opened == 0
    assert not reads(client, piece)


def test_the_same_browser_counts_once_and_too_many_are_turned_away(giver, client, piece, monkeypatch):
    monkeypatch.setattr(services, "MAX_READERS_PER_LINK", 1)
    link = make_link(giver, piece)
    client.post(link)
    client.post(link)
    assert GiftLink.objects.get().opened == 1
    late = Client().post(link)
    assert late.status_code == 410
    assert "as often as it may be" in late.content.decode()


def test_a_link_that_is_taken_back_closes_for_those_too_who_opened_it(giver, client, piece):
    link = make_link(giver, piece)
    client.post(link)
    giver.post(f"/gifts/{GiftLink.objects.get().pk}/revoke/")
    assert not reads(client, piece)
    assert "has taken it back" in client.get(link).content.decode()
    assert "Taken back" in giver.get("/gifts/").content.decode()


def test_nobody_takes_back_the_link_of_somebody_else(giver, client, piece):
    make_link(giver, piece)
    client.force_login(make_user("other@tidal.example"))
    assert client.post(f"/gifts/{GiftLink.objects.get().pk}/revoke/").status_code == 404


def test_a_link_ends_after_its_days(giver, client, piece):
    link = make_link(giver, piece)
    client.post(link)
    GiftLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert not reads(client, piece)
    assert client.get(link).status_code == 410


def test_a_giver_whose_membership_lapses_gives_no_more(giver, client, piece):
    link = make_link(giver, piece)
    make_institution().memberships.update(ends_on=today() - 2 * DAY, grace_days=0)
    assert "opens nothing any more" in client.get(link).content.decode()
    assert giver.post(f"/gifts/new/{piece.pk}/").status_code == 403


def test_what_a_lapsed_giver_gave_before_closes_too(giver, client, piece):
    client.post(make_link(giver, piece))
    assert reads(client, piece)
    make_institution().memberships.update(ends_on=today() - 2 * DAY, grace_days=0)
    assert not reads(client, piece)


def test_the_number_of_links_is_limited(giver, piece, monkeypatch):
    monkeypatch.setattr(services, "MAX_LINKS_PER_MONTH", 1)
    make_link(giver, piece)
    answer = giver.post(f"/gifts/new/{piece.pk}/")
    assert answer.status_code == 403
    assert "which is the limit" in answer.content.decode()


def test_what_everybody_reads_needs_no_gift(giver):
    answer = giver.post(f"/gifts/new/{make_article().pk}/")
    assert "just pass on its address" in answer.content.decode()


def test_somebody_without_membership_cannot_give(client, piece):
    client.force_login(make_user("nobody@example.org"))
    assert client.post(f"/gifts/new/{piece.pk}/").status_code == 403
    assert not GiftLink.objects.exists()


def test_an_unknown_link_is_not_found(client):
    assert client.get("/gift/nosuchlink/").status_code == 404


def test_a_list_without_links_says_where_they_are_made(giver):
    assert "No links yet" in giver.get("/gifts/").content.decode()
