"""A required second factor cannot be bypassed on the way to the desk."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client

from tests.accounts.conftest import PASSWORD, person, text_of
from tests.factories import make_article

EDDA = "edda@dimensions.example"
APP = "/account/2fa/totp/activate/"
CANARY = "The draft that nobody has seen."


@pytest.fixture(autouse=True)
def _required(settings):
    settings.STAFF_NEEDS_SECOND_FACTOR = True


@pytest.fixture
def editor() -> Client:
    """A client of an editor who has logged in with a password only."""
    person(EDDA).groups.add(Group.objects.get(name="Editor"))
    client = Client()
    client.post("/account/login/", {"login": EDDA, "password": PASSWORD})
    return client


def open_app_page(client: Client) -> str:
    """Return the page with the key; it asks for the password again first."""
    asked = client.get(APP).headers["Location"]
    return text_of(client.post(asked, {"password": PASSWORD}, follow=True))


def code_of_app(page: str) -> str:
    """Return the code that an app would show for the key on the page."""
    found = re.search(r'<code class="account__key">(\w+)</code>', page)
    assert found, page
    return format_hotp_value(hotp_value(found[1], next(iter(yield_hotp_counters_from_time()))))


def test_an_editor_is_led_to_set_up_an_app_and_then_to_the_desk(editor):
    answer = editor.get("/admin/", follow=True)
    assert answer.request["PATH_INFO"] == "/account/second-factor/"
    assert APP in text_of(answer)
    code = code_of_app(open_app_page(editor))
    codes = editor.post(APP, {"code": code}, follow=True)
    assert "Recovery codes" in text_of(codes)
    assert 'href="/admin/"' in text_of(codes)
    assert editor.get("/admin/").status_code == 200


def test_a_new_factor_ends_the_sessions_that_have_not_shown_it(editor, monkeypatch):
    # allauth sends its signal on commit, and the transaction of a test never commits.
    monkeypatch.setattr(transaction, "on_commit", lambda announce, **options: announce())
    elsewhere = Client()
    elsewhere.post("/account/login/", {"login": EDDA, "password": PASSWORD})
    assert elsewhere.get("/account/").status_code == 200
    editor.post(APP, {"code": code_of_app(open_app_page(editor))})
    assert elsewhere.get("/account/").status_code == 302
    assert editor.get("/account/").status_code == 200


def test_a_code_that_is_none_sets_nothing_up(editor):
    open_app_page(editor)
    answer = editor.post(APP, {"code": "000000"})
    assert "This is not the code." in text_of(answer)
    assert editor.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/pages/{pk}/edit/",
        "/admin/pages/{pk}/edit/preview/?mode=",
        "/admin/pages/{pk}/view_draft/",
        "/admin/pages/{pk}/revisions/{revision}/view/",
        "/admin/pages/{pk}/history/",
        "/admin/api/main/pages/",
        "/admin/api/main/pages/{pk}/",
        "/admin/images/",
        "/admin/reports/site-history/",
        "/admin/no-such-page/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_of_the_desk_opens_before(editor, path, method):
    article = make_article("Seen")
    article.title = CANARY
    revision = article.save_revision()
    answer = getattr(editor, method)(path.format(pk=article.pk, revision=revision.pk))
    assert answer.status_code == 302
    assert answer.url.startswith("/account/second-factor/?next=")
    assert CANARY not in text_of(answer)


def test_nothing_is_published_before(editor):
    article = make_article("Seen")
    article.title = CANARY
    article.save_revision()
    editor.post(f"/admin/pages/{article.pk}/edit/", {"action-publish": "1", "title": CANARY})
    editor.post(f"/admin/pages/{article.pk}/unpublish/")
    article.refresh_from_db()
    assert article.live
    assert article.title == "Seen"
