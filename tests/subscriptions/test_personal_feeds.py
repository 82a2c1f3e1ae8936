"""The feed of one reader: a secret address for each app, with what that reader may read."""

import re
from contextlib import closing

import pytest
from django.core import mail
from django.utils import timezone

from base.logs import SecretAddressFilter
from members.models import Access, Membership
from subscriptions.models import ReaderToken
from tests.accounts.conftest import logged_in, person, text_of
from tests.factories import DAY, make_article, make_image, make_member, make_trend
from tests.feeds.reading import json_feed, parsed

MINE, HERE = "/account/following/", {"HTTP_ORIGIN": "http://testserver"}
SENTENCE = "The vivacious canary sings at four."
FORMATS = ["rss.xml", "atom.xml", "feed.json"]


def new_address(user, name: str = "Phone") -> str:
    """Return the folder of a new personal feed, as its page shows it."""
    page = text_of(logged_in(user).post(f"{MINE}addresses/", {"name": name}))
    found = re.search(r'value="http://testserver(/personal/feed/[\w-]+/)rss\.xml"', page)
    assert found, page
    return found[1]


def gated_article(**fields):
    return make_article("Kept back", access=Access.MEMBERS, text=f"<p>{SENTENCE}</p>", **fields)


@pytest.mark.parametrize("name", FORMATS)
def test_members_get_the_full_text_and_others_the_teaser(client, name):
    gated_article()
    member, guest = make_member(), person()
    assert SENTENCE in text_of(client.get(new_address(member) + name))
    teaser = text_of(client.get(new_address(guest) + name))
    assert SENTENCE not in teaser
    assert "Members read this in full" in teaser


def test_it_carries_what_is_followed_and_everything_until_then(client):
    make_article("About play", trends=[make_trend("Play")])
    make_article("About tides", trends=[make_trend("Tides")])
    user = person()
    folder = new_address(user)
    assert len(json_feed(client, f"{folder}feed.json")["items"]) == 2
    logged_in(user).post(f"{MINE}add/", {"list": "trends/play"}, **HERE)
    assert [item["title"] for item in json_feed(client, f"{folder}feed.json")["items"]] == ["About play"]


def test_its_history_is_reachable(client):
    article = make_article(published_at=timezone.now() - 90 * DAY)
    folder = new_address(person())
    month = f"{folder}{timezone.localtime(article.published_at):%Y/%m}/atom.xml"
    assert len(parsed(client, month).entries) == 1
    assert client.get(f"{folder}1999/01/atom.xml").status_code == 404


def test_a_lapsed_member_is_told_once_and_gets_teasers(client):
    gated_article()
    member = make_member()
    folder = new_address(member)
    Membership.objects.update(ends_on=timezone.localdate() - 200 * DAY)
    first, again = (parsed(client, f"{folder}atom.xml").entries for _ in range(2))
    assert first[0].title == "Pieces for members come as teasers from now on"
    assert "ended on" in first[0].summary
    assert [entry.id for entry in first] == [entry.id for entry in again]
    assert SENTENCE not in text_of(client.get(f"{folder}rss.xml"))
    Membership.objects.update(ends_on=timezone.localdate() + 200 * DAY)
    assert len(parsed(client, f"{folder}atom.xml").entries) == 1
    assert SENTENCE in text_of(client.get(f"{folder}rss.xml"))


def test_pictures_of_gated_pieces_come_with_the_secret_of_the_feed(client, django_capture_on_commit_callbacks):
    shown = {"image": make_image(), "decorative": False, "alt_text": "A table"}
    article = gated_article()
    article.body = [("image", {"image": shown, "caption": "", "credit": "", "width": "column"})]
    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision().publish()
    folder = new_address(make_member())
    html = json_feed(client, f"{folder}feed.json")["items"][0]["content_html"]
    found = re.search(rf'src="http://testserver({folder}gated-media/[^"]+)"', html)
    assert found, html
    path = found[1]
    with closing(client.get(path)) as answer:
        assert answer.status_code == 200
    other = path.replace(folder, new_address(person("bo@home.example")))
    assert client.get(other).status_code == 403
    assert client.get(f"{folder}account/").status_code == 404
    assert client.get(f"{folder}gated-media/../admin/").status_code == 404


def test_answers_are_kept_by_nobody_else_and_pass_nothing_on(client):
    make_article()
    folder = new_address(person())
    answer = client.get(f"{folder}rss.xml")
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"
    assert client.get(f"{folder}rss.xml", HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304


def test_the_secret_is_not_kept_and_the_last_use_is_shown(client):
    user = person()
    folder = new_address(user, "Phone & tablet")
    secret = folder.split("/")[3]
    assert secret not in str(ReaderToken.objects.values().get())
    page = text_of(logged_in(user).get(MINE))
    assert "Phone &amp; tablet" in page
    assert "not used yet" in page
    assert secret not in page
    client.get(f"{folder}rss.xml")
    assert "last used on" in text_of(logged_in(user).get(MINE))


def test_a_poll_writes_once_an_hour_only(client):
    folder = new_address(person())
    client.get(f"{folder}rss.xml")
    first = ReaderToken.objects.get().last_used_at
    client.get(f"{folder}rss.xml")
    assert ReaderToken.objects.get().last_used_at == first


def test_one_address_is_taken_back_without_the_others(client):
    user = person()
    phone, tablet = new_address(user, "Phone"), new_address(user, "Tablet")
    other = person("bo@home.example")
    key = ReaderToken.objects.get(name="Phone").pk
    logged_in(other).post(f"{MINE}addresses/{key}/revoke/")
    assert client.get(f"{phone}rss.xml").status_code == 200
    logged_in(user).post(f"{MINE}addresses/{key}/revoke/")
    assert client.get(f"{phone}rss.xml").status_code == 404
    assert client.get(f"{tablet}rss.xml").status_code == 200


def test_the_feed_of_a_stopped_account_is_unknown(client):
    user = person()
    folder = new_address(user)
    user.is_active = False
    user.save()
    assert client.get(f"{folder}rss.xml").status_code == 404


def test_an_address_needs_a_name(client):
    user = person()
    answer = logged_in(user).post(f"{MINE}addresses/", {"name": " "}, follow=True)
    assert "Say in up to 60 characters which app the address is for." in text_of(answer)


def test_a_page_that_is_loaded_again_makes_no_second_address(client):
    user = person()
    new_address(user)
    answer = logged_in(user).post(f"{MINE}addresses/", {"name": "Phone"}, follow=True)
    assert "You have an address for “Phone” already" in text_of(answer)
    assert user.reader_tokens.count() == 1


@pytest.mark.parametrize("path", ["/personal/feed/forged/rss.xml", "/personal/feed/forged/gated-media/x.png"])
def test_a_guessed_address_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_no_log_and_no_mail_names_the_secret(client, settings, caplog):
    folder = new_address(person())
    secret = folder.split("/")[3]
    settings.ADMINS = [("Ops", "ops@magazine.example")]
    caplog.handler.addFilter(SecretAddressFilter())
    client.raise_request_exception = False
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("subscriptions.personal_feeds.views.personal_feed", lambda *_rest: 1 / 0)
        assert client.get(f"{folder}rss.xml").status_code == 500
    assert "Internal Server Error: /personal/feed/…/rss.xml" in caplog.text
    assert len(mail.outbox) == 1
    assert secret not in caplog.text + str(mail.outbox[0].message())
