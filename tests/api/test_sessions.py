"""Readers logged in on the site may read gated pieces through the API, from pages of the same origin only."""

import pytest
from django.test import Client

from articles.models import ArticlePage
from members.models import Access
from members.reading.access import VIEW_AS_KEY
from search.rebuild import rebuild
from tests.api.conftest import items
from tests.factories import make_archived_article, make_article, make_institution, make_issue, make_member, make_user

pytestmark = pytest.mark.django_db
CANARY = "The vivacious canary sings."
PROGRAM = {"origin": "https://elsewhere.example"}


@pytest.fixture
def kept() -> ArticlePage:
    return make_article("Kept", text=f"<p>{CANARY}</p>", access=Access.MEMBERS)


@pytest.fixture
def member(client: Client) -> Client:
    client.force_login(make_member())
    return client


def test_a_member_reads_with_the_session_and_no_cache_keeps_it(member, kept):
    answer = member.get(f"/api/v3/articles/{kept.public_id}/", headers={"sec-fetch-site": "same-origin"})
    assert answer.json()["is_readable"] is True
    assert CANARY in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert "Cookie" in answer["Vary"]


def test_a_member_reads_an_archived_article_and_the_pages_of_an_issue(member):
    issue = make_issue(pages=2)
    archived = make_archived_article(issue=issue, text=CANARY)
    assert member.get(f"/api/v3/archived-articles/{archived.public_id}/").json()["text"] == CANARY
    assert len(member.get(f"/api/v3/issues/{issue.public_id}/").json()["pages"]) == 2


def test_a_member_finds_gated_words(member, kept):
    rebuild()
    for asker, found in ((member, ["Kept"]), (Client(), [])):
        answer = asker.get("/api/v3/search/?q=vivacious")
        assert [one["title"] for one in answer.json()["items"]] == found
    assert member.get("/api/v3/search/?q=vivacious")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_on_another_origin_reads_as_a_guest(member, kept, site):
    answer = member.get(f"/api/v3/articles/{kept.public_id}/", headers=PROGRAM | {"sec-fetch-site": site})
    assert answer.json()["is_readable"] is False
    assert "canary" not in answer.content.decode()


def test_no_answer_lets_another_origin_send_cookies(member, kept):
    for method in ("get", "options"):
        headers = PROGRAM | {"access-control-request-method": "GET"}
        answer = getattr(member, method)(f"/api/v3/articles/{kept.public_id}/", headers=headers)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer


def test_a_lapsed_member_and_one_who_logged_out_read_as_guests(client, kept):
    user = make_user("lapsed@gone.example")
    client.force_login(user)
    path = f"/api/v3/articles/{kept.public_id}/"
    assert client.get(path).json()["is_readable"] is False
    client.force_login(make_member())
    assert client.get(path).json()["is_readable"] is True
    client.logout()
    assert client.get(path).json()["is_readable"] is False


def test_staff_who_view_as_a_guest_read_as_one(client, person, kept):
    client.force_login(person("Editor"))
    path = f"/api/v3/articles/{kept.public_id}/"
    assert client.get(path).json()["is_readable"] is True
    session = client.session
    session[VIEW_AS_KEY] = "guest"
    session.save()
    assert client.get(path).json()["is_readable"] is False


def test_a_session_writes_nothing(client, person):
    client.force_login(person("Managing editor"))
    for method in ("post", "patch", "delete"):
        assert getattr(client, method)("/api/v3/pages/", content_type="application/json").status_code in {401, 405}
    assert client.get("/api/v3/pages/").status_code == 401
    assert client.get("/api/v3/images/").status_code == 401


def test_what_is_the_same_for_everybody_costs_no_look_at_the_session(member, django_assert_num_queries):
    make_article(institutions=[make_institution()])
    guest = Client()
    guest.get("/api/v3/sections/")
    with django_assert_num_queries(3):
        items(guest.get("/api/v3/sections/"))
    with django_assert_num_queries(3):
        items(member.get("/api/v3/sections/"))
