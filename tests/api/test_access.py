"""Access to the API: the same bytes for everybody, and nothing that is not public."""

import pytest
from wagtail.models import APIToken, PageViewRestriction

from base.clock import today
from tests.api.conftest import items, titles
from tests.bodies import every_block, make_document
from tests.factories import (
    DAY,
    make_article,
    make_contributor,
    make_image,
    make_institution,
    make_member,
    make_membership,
    make_trend,
)

pytestmark = pytest.mark.django_db
CANARY = "The canary sings at four."


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.fixture(params=["draft", "restricted", "in a restricted section"])
def hidden(request):
    """An article that is not public."""
    article = make_article(
        "Hidden",
        text=f"<p>{CANARY}</p>",
        authors=[make_contributor("Ana Duarte")],
        trends=[make_trend("Co-design")],
    )
    if request.param == "draft":
        article.unpublish()
    else:
        restrict(article if request.param == "restricted" else article.get_parent())
    return article


@pytest.mark.parametrize("role", [None, "Managing editor"])
def test_hidden_article_is_nowhere(client, program, hidden, role):
    asking = program(role) if role else client
    assert titles(asking.get("/api/v3/articles/")) == []
    assert titles(asking.get("/api/v3/articles/?trend=co-design")) == []
    assert asking.get("/api/v3/articles/?contributor=ana-duarte").status_code == 422
    assert items(asking.get("/api/v3/contributors/")) == []
    assert asking.get(f"/api/v3/articles/{hidden.public_id}/").status_code == 404
    assert asking.get("/api/v3/articles/by-path/?path=/features/hidden/").status_code == 404
    assert client.get("/api/v3/pages/").status_code == 401
    assert client.get(f"/api/v3/pages/{hidden.pk}/").status_code == 401


def test_restricted_section_is_nowhere(client):
    restrict(make_article().get_parent())
    assert items(client.get("/api/v3/sections/")) == []
    assert client.get("/api/v3/sections/features/").status_code == 404
    assert client.get("/api/v3/articles/?section=features").status_code == 422


def test_restricted_article_is_not_named_by_another(client):
    related = make_article("Hidden")
    body = [block for block in every_block(related) if block["type"] == "related_article"]
    piece = make_article("Open", body=body)
    restrict(related)
    answer = client.get(f"/api/v3/articles/{piece.public_id}/")
    assert answer.json()["body"] == []
    assert b"Hidden" not in answer.content
    assert b"Hidden" not in client.get("/feeds/feed.json").content.replace(b"Open", b"")


READER_PATHS = [
    "articles/",
    "articles/by-path/?path=/features/open/",
    "sections/",
    "trends/",
    "contributors/",
    "issues/",
    "archived-articles/",
]


@pytest.mark.parametrize("path", READER_PATHS)
def test_everybody_gets_the_same_bytes(client, admin_client, program, path):
    make_article("Open", authors=[make_contributor()], trends=[make_trend()])
    public = client.get(f"/api/v3/{path}")
    for other in (admin_client, program("Managing editor")):
        assert other.get(f"/api/v3/{path}").content == public.content
    assert "Cookie" not in public.get("Vary", "")
    assert not public.cookies


@pytest.mark.parametrize("path", [f"/api/v3/{path}" for path in READER_PATHS] + ["/feeds/rss.xml", "/feeds/feed.json"])
def test_front_end_on_another_host_may_read(client, path):
    make_article("Open")
    asking = {"origin": "https://front.example"}
    answer = client.get(path, headers=asking)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert client.head(path, headers=asking)["Access-Control-Allow-Origin"] == "*"
    again = client.get(path, headers=asking | {"if-none-match": answer["ETag"]})
    assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")


@pytest.mark.parametrize("path", ["/api/v3/articles/", "/feeds/rss.xml"])
def test_a_browser_that_asks_first_may_send_a_token_from_another_host(client, path):
    asking = {"origin": "https://front.example", "access-control-request-headers": "authorization"}
    answer = client.options(path, headers=asking | {"access-control-request-method": "GET"})
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (204, "*")
    assert "Authorization" in answer["Access-Control-Allow-Headers"]
    refused = client.options(path, headers=asking | {"access-control-request-method": "POST"})
    assert "Access-Control-Allow-Origin" not in refused


def test_front_end_may_read_why_it_was_refused(client):
    assert client.get("/api/v3/articles/?kind=poem")["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path", ["/api/v3/pages/", "/api/v3/whoami/", "/api/v3/sites/", "/api/v3/images/", "/admin/", "/"]
)
def test_editing_is_closed_to_other_hosts(client, program, path):
    make_article("Open")
    for asking in (client, program("Managing editor")):
        for ask in (asking.get, asking.post, asking.options):
            answer = ask(path, headers={"origin": "https://front.example"})
            assert "Access-Control-Allow-Origin" not in answer


def test_pictures_and_files_of_drafts_are_closed_to_strangers(client, program):
    image, document = make_image(), make_document()
    for path in ("images/", f"images/{image.pk}/", "documents/", f"documents/{document.pk}/"):
        assert client.get(f"/api/v3/{path}").status_code == 401
        assert client.get(f"/api/v3/{path}", headers={"authorization": "Bearer wrong"}).status_code == 401
        assert program("Author").get(f"/api/v3/{path}").status_code == 200


@pytest.mark.parametrize("ends_in", [400, -400])
def test_no_reader_sees_pictures_files_and_pages_behind_the_desk(client, ends_in):
    image, document = make_image(), make_document()
    end = today() + ends_in * DAY
    make_membership(make_institution(), starts_on=end - 30 * DAY, ends_on=end, grace_days=0)
    reader = make_member(institution=make_institution())
    _token, key = APIToken.create_token(user=reader, name="Reader")
    for path in ("images/", f"images/{image.pk}/", "documents/", f"documents/{document.pk}/", "pages/"):
        answer = client.get(f"/api/v3/{path}", headers={"authorization": f"Bearer {key}"})
        assert answer.status_code == 403, path
        assert answer["Content-Type"].startswith("application/problem+json")
