"""Gated articles, and what everybody else sees of them."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import APIToken

from base.clock import today
from dimensions.scheduling import apply_due_changes, seconds_until_next
from members.models import Access, Network
from tests.bodies import every_block
from tests.factories import DAY, make_article, make_institution, make_member, make_membership, make_user

pytestmark = pytest.mark.django_db
CANARY = "The vivacious canary sings at four."
HOUR = timedelta(hours=1)


@pytest.fixture
def gated():
    """A published article for members."""
    return make_article("Kept", text=f"<p>{CANARY}</p>", access=Access.MEMBERS)


@pytest.fixture
def member(client):
    """A client with an affiliation to a member institution."""
    client.force_login(make_member())
    return client


def test_a_guest_gets_headline_and_deck_but_not_the_text(client, gated):
    answer = client.get(gated.url)
    html = answer.content.decode()
    assert "Kept" in html
    assert gated.deck in html
    assert "canary" not in html
    assert 'class="gate"' in html


def test_a_member_reads_the_text_and_no_cache_keeps_it(member, gated):
    answer = member.get(gated.url)
    assert CANARY in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_a_cache_does_not_keep_the_gate_either(client, gated):
    assert client.get(gated.url)["Cache-Control"] == "private, no-store"


def test_the_copy_of_a_member_is_no_key_for_a_guest(client, gated):
    client.force_login(make_member())
    tag = client.get(gated.url).get("ETag", '"none"')
    client.logout()
    answer = client.get(gated.url, headers={"if-none-match": tag})
    assert answer.status_code == 200
    assert "canary" not in answer.content.decode()


def test_search_engines_are_told_that_it_is_not_free(client, gated):
    html = client.get(gated.url).content.decode()
    described = json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert described["isAccessibleForFree"] is False
    assert described["hasPart"]["cssSelector"] == ".gated"
    assert 'class="body gated"' in html


def test_search_engines_are_told_nothing_of_an_open_article(client):
    assert "isAccessibleForFree" not in client.get(make_article().url).content.decode()


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml", "feed.json"])
def test_feeds_bring_the_deck_and_the_way_to_the_text_even_to_a_member(member, gated, name):
    text = member.get(f"/feeds/{name}").content.decode()
    assert gated.deck in text
    assert "canary" not in text
    assert "Members read this in full" in text


def test_a_program_without_token_gets_no_body(client, gated):
    answer = client.get(f"/api/v3/articles/{gated.public_id}/")
    got = answer.json()
    assert (got["access"], got["is_readable"], got["body"], got["body_html"]) == ("members", False, [], "")
    assert "canary" not in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_a_program_of_a_member_gets_the_body(client, gated):
    _token, key = APIToken.create_token(user=make_member(), name="Reader")
    asking = {"authorization": f"Bearer {key}"}
    answer = client.get(f"/api/v3/articles/{gated.public_id}/", headers=asking)
    assert answer.json()["is_readable"]
    assert CANARY in answer.json()["body_html"]


def test_a_log_in_of_the_site_opens_nothing_to_programs_on_other_sites(member, gated):
    elsewhere = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
    assert not member.get(f"/api/v3/articles/{gated.public_id}/", headers=elsewhere).json()["is_readable"]


@pytest.mark.parametrize("word", ["vivacious", "canary"])
def test_a_guest_does_not_find_it_by_its_gated_words(client, gated, word):
    assert f"Nothing found for “{word}”" in client.get(f"/search/?q={word}").content.decode()


def test_a_member_finds_it_by_its_gated_words(member, gated):
    answer = member.get("/search/?q=vivacious+canary")
    assert "1 result for" in answer.content.decode()
    assert gated.url in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_words_of_an_article_that_was_withdrawn_are_found_by_nobody(member, gated):
    gated.unpublish()
    assert "Nothing found" in member.get("/search/?q=vivacious").content.decode()


def test_words_of_a_draft_are_found_by_nobody(member, gated):
    gated.body = [("text", "<p>An ostrich</p>")]
    gated.save_revision()
    assert "Nothing found" in member.get("/search/?q=ostrich").content.decode()
    assert "1 result" in member.get("/search/?q=vivacious").content.decode()


def test_the_gate_opens_at_its_hour_and_then_everybody_finds_it(client):
    piece = make_article("Soon", text=f"<p>{CANARY}</p>", access=Access.MEMBERS, gated_until=timezone.now() + HOUR)
    assert "canary" not in client.get(piece.url).content.decode()
    assert seconds_until_next(timezone.now(), at_most=9_999) < HOUR.total_seconds()
    type(piece).objects.filter(pk=piece.pk).update(gated_until=timezone.now())
    assert CANARY in client.get(piece.url).content.decode()
    assert apply_due_changes()
    assert "1 result" in client.get("/search/?q=vivacious").content.decode()
    assert seconds_until_next(timezone.now(), at_most=9_999) == 9_999


def test_what_is_gated_later_is_no_longer_found(client):
    piece = make_article("Later", text=f"<p>{CANARY}</p>")
    assert "1 result" in client.get("/search/?q=vivacious").content.decode()
    piece.access = Access.MEMBERS
    piece.save_revision().publish()
    assert "Nothing found" in client.get("/search/?q=vivacious").content.decode()


def test_a_table_of_a_gated_article_is_for_members(client, gated):
    [table] = [block for block in every_block(gated) if block["type"] == "data_table"]
    gated.body = json.dumps([table])
    gated.save_revision().publish()
    address = f"/articles/{gated.public_id}/data/{table['id']}.csv"
    assert client.get(address).status_code == 403
    client.force_login(make_member())
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


def test_lists_mark_what_is_for_members(client, gated):
    assert "Members" in client.get("/features/").content.decode()


def test_a_lapsed_membership_closes_at_once(member, gated):
    membership = make_institution().memberships.get()
    membership.ends_on, membership.grace_days = today() - DAY, 1
    membership.save()
    assert CANARY in member.get(gated.url).content.decode()
    membership.grace_days = 0
    membership.save()
    assert "canary" not in member.get(gated.url).content.decode()


def test_the_author_reads_the_own_piece(client, gated):
    gated.owner = make_user("ana@example.org")
    gated.save()
    client.force_login(gated.owner)
    assert CANARY in client.get(gated.url).content.decode()


def test_whoever_is_in_the_house_of_an_institution_reads(client, gated):
    place = make_institution()
    make_membership(place)
    Network.objects.create(institution=place, cidr="203.0.113.0/24")
    assert CANARY in client.get(gated.url, REMOTE_ADDR="203.0.113.9").content.decode()
    assert "1 result" in client.get("/search/?q=vivacious", REMOTE_ADDR="203.0.113.9").content.decode()
    assert "canary" not in client.get(gated.url, REMOTE_ADDR="203.0.114.9").content.decode()
    forged = {"x-forwarded-for": "203.0.113.9"}
    assert "canary" not in client.get(gated.url, headers=forged).content.decode()


def test_a_trusted_proxy_tells_where_a_reader_is(client, gated, settings):
    place = make_institution()
    make_membership(place)
    Network.objects.create(institution=place, cidr="2001:db8:40::/48")
    settings.TRUSTED_PROXIES = 1

    def seen(forwarded: str) -> bool:
        html = client.get(gated.url, headers={"x-forwarded-for": forwarded}).content.decode()
        return CANARY in html

    assert seen("2001:db8:40::7")
    assert seen("198.51.100.1, [2001:db8:40::7]:4711")
    assert not seen("2001:db8:40::7, 198.51.100.1")
    assert not seen("")
