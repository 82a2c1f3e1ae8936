"""Caching of the API: shared responses may be cached, those that depend on the client may not."""

import pytest

from members.models import Access
from tests.factories import make_archived_article, make_article, make_contributor, make_institution, make_trend

pytestmark = pytest.mark.django_db
API = "/api/v3/"
SAME_FOR_EVERYBODY = (
    "front-page/", "navigation/", "articles/", "articles/?section=features&limit=5", "articles/?fields=title",
    "articles/by-path/?path=/features/open/", "sections/", "sections/features/", "trends/", "trends/play/",
    "contributors/", "contributors/ana-duarte/", "institutions/", "institutions/tidal-museum/", "events/",
    "corrections/", "information/", "dossiers/", "issues/", "archived-articles/", "search/?q=open",
    "search/suggestions/?q=op", "addresses/by-path/?path=/features/open/", "sitemap/", "sitemap/lists/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def magazine():
    museum, ana, play = make_institution(), make_contributor("Ana Duarte"), make_trend("Play")
    make_article("Open", authors=[ana], trends=[play], institutions=[museum])
    make_archived_article(authors=[ana])


@pytest.mark.parametrize("path", SAME_FOR_EVERYBODY)
def test_what_is_the_same_for_everybody_is_kept_and_asked_about(client, path):
    first = client.get(API + path)
    assert first.status_code == 200
    assert first["Cache-Control"] == "no-cache"
    assert "Cookie" not in first.get("Vary", "")
    again = client.get(API + path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again["Cache-Control"]) == (304, "no-cache")


@pytest.mark.parametrize("path", SAME_FOR_EVERYBODY)
def test_no_cache_keeps_what_came_for_a_token(program, path):
    assert program("Editor").get(API + path)["Cache-Control"] == "private, no-store"


def test_nobody_keeps_what_depends_on_who_asks(client):
    kept = make_article("Kept", access=Access.MEMBERS)
    archived = make_archived_article()
    for path in (
        f"articles/{kept.public_id}/",
        f"articles/by-path/?path={kept.url}",
        f"archived-articles/{archived.public_id}/",
        f"issues/{archived.issue.public_id}/",
    ):
        assert client.get(API + path)["Cache-Control"] == "private, no-store", path


@pytest.mark.parametrize("path", ["articles/?trend=nothing", "articles/nothing/", "trends/nothing/"])
def test_a_refusal_is_not_said_to_be_worth_keeping(client, path):
    answer = client.get(API + path)
    assert answer.status_code in {404, 422}
    assert "Cache-Control" not in answer
