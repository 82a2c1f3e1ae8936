"""The API reports what it does not understand, with the right status; no input is dropped silently."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dimensions.api.description import PROBLEMS, description
from tests.api.conftest import sentence
from tests.factories import make_article, make_contributor, make_section

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "place", "said"),
    [
        ("articles/?trnd=co-design", "trnd", "There is no parameter of this name. Use contributor, cursor, fields,"),
        ("articles/?kind=news&kind=analysis", "kind", "more than once"),
        ("articles/by-path/?path=/a/b/&lang=en", "lang", "no parameter"),
        ("trends/co-design/?limit=3", "limit", "There is no parameter of this name. This address takes none."),
        ("issues/?yaer=2019", "yaer", "Use cursor, fields, gated, limit, offset, ordering, year."),
        ("contributors/?q=ana", "q", "no parameter"),
    ],
)
def test_a_parameter_that_nobody_reads_is_named(client, path, place, said):
    answer = client.get(f"/api/v3/{path}")
    assert answer.status_code == 422
    assert said in sentence(answer)
    assert answer.json()["errors"][0]["loc"] == ["query", place]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("snippets/articles.Contributor/?nam=Ana", "nam"),
        ("pages/?titel=Tides", "titel"),
        ("pages/?kind=news", "kind"),
        ("images/?fields=title", "fields"),
        ("documents/?foo=1", "foo"),
    ],
)
def test_a_list_for_writing_names_a_field_that_it_has_not(program, path, place):
    answer = program("Editor").get(f"/api/v3/{path}")
    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["query", place])


def test_a_list_for_writing_takes_each_field_that_it_has(program):
    make_contributor("Ana Duarte")
    make_contributor("Bo Sørensen")
    found = program("Editor").get("/api/v3/snippets/articles.Contributor/?name=Ana%20Duarte&id__in=")
    assert found.status_code == 422
    found = program("Editor").get("/api/v3/snippets/articles.Contributor/?name=Ana%20Duarte")
    assert [one["name"] for one in found.json()["items"]] == ["Ana Duarte"]
    make_article("Tides", kind="analysis")
    for path in ("pages/?type=articles.ArticlePage&kind=analysis", "pages/?title=Tides", "pages/?search=tides"):
        found = program("Editor").get(f"/api/v3/{path}")
        assert [one["title"] for one in found.json()["items"]] == ["Tides"], path


@pytest.mark.parametrize(
    ("body", "said"),
    [("[1]", "this is a list"), ("null", "null"), ('"x"', "a text"), ("1", "a number"), ("{", "The body is no JSON")],
)
def test_a_body_that_is_no_object_is_refused(program, body, said):
    client, page = program("Editor"), make_article("Tides")
    for answer in (
        client.post("/api/v3/pages/", body, content_type="application/json"),
        client.patch(f"/api/v3/pages/{page.pk}/", body, content_type="application/json"),
    ):
        assert (answer.status_code, said in sentence(answer)) == (400, True), answer.content


@pytest.mark.parametrize(
    "path", ["articles/", "trends/", "sections/", "contributors/", "issues/", "archived-articles/"]
)
@pytest.mark.parametrize("token", ["Bearer wrong", "bearer x y"])
def test_a_wrong_token_is_refused_and_not_taken_for_nobodys(client, path, token):
    answer = client.get(f"/api/v3/{path}", headers={"authorization": token})
    assert answer.status_code == 401
    assert "unknown, has expired or was revoked" in sentence(answer)
    assert answer["WWW-Authenticate"] == 'Bearer realm="Dimensions", error="invalid_token"'


def test_a_missing_token_is_asked_for(client):
    answer = client.get("/api/v3/pages/1/actions/publish/")
    assert answer.status_code == 405
    answer = client.post("/api/v3/snippets/articles.Contributor/", {}, content_type="application/json")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="Dimensions"')


@pytest.mark.parametrize("path", ["nothing/", "articles/not-a-uuid/", "", "../v3/x", "articles/x/y/z/"])
def test_an_address_without_anything_is_a_problem_and_no_page(client, path):
    answer = client.get(f"/api/v3/{path}")
    assert answer.status_code == 404
    assert "nothing at this address" in sentence(answer)
    assert len(answer.content) < 250


def test_another_method_is_told_what_the_address_takes(client, program):
    answer = client.post("/api/v3/articles/", {}, content_type="application/json")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "does not take POST" in sentence(answer)
    asked = client.options("/api/v3/articles/")
    assert (asked.status_code, asked["Allow"], asked.content) == (204, "GET, HEAD, OPTIONS", b"")
    assert program("Editor").options("/api/v3/pages/").headers["Allow"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.parametrize("path", ["articles/", "trends/", "openapi.json", "articles/?kind=poem"])
def test_head_answers_as_get_does_without_a_body(client, path):
    full, head = client.get(f"/api/v3/{path}"), client.head(f"/api/v3/{path}")
    assert head.status_code == full.status_code
    assert head.content == b""
    assert {name: head.get(name) for name in ("Content-Type", "ETag")} == {
        name: full.get(name) for name in ("Content-Type", "ETag")
    }


def draft(**fields):
    return {"meta": {"type": "articles.ArticlePage", "parent_id": make_section().pk}, "title": "Low water"} | fields


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"titel": "Low water"}, ["body", "titel"]),
        (
            {"credits": [{"contributor_id": None, "rolle": "author"}]},
            ["body", "credits", 0, "rolle"],
        ),
        ({"body": [{"type": "pull_quote", "value": {"quote": "Ebb", "speaker": "Ana"}}]}, None),
    ],
)
def test_a_field_that_nobody_reads_is_named_and_nothing_is_saved(program, fields, place):
    if "credits" in fields:
        fields["credits"][0]["contributor_id"] = make_contributor().pk
    section = make_section()
    answer = program("Editor").post("/api/v3/pages/", json.dumps(draft(**fields)), content_type="application/json")
    assert answer.status_code == 422, answer.content
    assert "There is no field of this name." in sentence(answer)
    found = answer.json()["errors"][0]["loc"]
    assert found == place if place else found[-1] == "speaker"
    assert not section.get_children().exists()


def test_a_body_of_another_type_is_refused(program):
    answer = program("Editor").post("/api/v3/pages/", json.dumps(draft()), content_type="text/plain")
    assert answer.status_code == 415
    assert "application/json" in sentence(answer)


def queries_of(client, path: str, count: int) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert len(client.get(path).json()["items"]) == count
    return len(captured)


def test_a_hundred_articles_cost_the_queries_of_ten(client):
    for number in range(12):
        make_article(authors=[make_contributor(f"Author {number}")])
    queries_of(client, "/api/v3/articles/?limit=100", 12)  # fills caches
    assert queries_of(client, "/api/v3/articles/?limit=100", 12) <= queries_of(client, "/api/v3/articles/?limit=2", 2)


def test_every_refusal_is_described():
    for path, operations in description()["paths"].items():
        for method, operation in operations.items():
            said = {int(status) for status in operation["responses"] if int(status) >= 400}
            assert said <= PROBLEMS.keys(), (path, method)
            assert {401, 404, 422} <= said, (path, method)
    assert description()["servers"] == [{"url": "http://testserver"}]
