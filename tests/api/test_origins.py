"""Scripts on other origins write where the installation names them, and nowhere else."""

import pytest

from tests.api.test_editing import article
from tests.factories import make_article, make_key

pytestmark = pytest.mark.django_db
FRONT, OTHER = "https://front.example", "https://other.example"
PAGES = "/api/v3/pages/"


@pytest.fixture(autouse=True)
def named(settings):
    settings.API_WRITE_ORIGINS = [FRONT]


def preflight(client, path, origin, method="POST"):
    return client.options(path, headers={"Origin": origin, "Access-Control-Request-Method": method})


def test_a_named_origin_may_write_and_is_asked_first(client, person):
    asked = preflight(client, PAGES, FRONT)
    assert (asked.status_code, asked["Access-Control-Allow-Origin"]) == (204, FRONT)
    assert {"Authorization", "Content-Type", "Idempotency-Key", "If-Match"} <= set(
        asked["Access-Control-Allow-Headers"].split(", ")
    )
    assert "PATCH" in asked["Access-Control-Allow-Methods"]
    headers = {"Origin": FRONT, "Authorization": f"Bearer {make_key(person('Author'))}"}
    answer = client.post(PAGES, article(), content_type="application/json", headers=headers)
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (201, FRONT)
    assert "ETag" in answer["Access-Control-Expose-Headers"]
    assert "Origin" in answer["Vary"]


def test_a_refusal_can_be_read_too(client):
    answer = client.post(PAGES, {}, content_type="application/json", headers={"Origin": FRONT})
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (401, FRONT)


@pytest.mark.parametrize("origin", [OTHER, "null", "https://front.example.evil.example", "http://front.example", ""])
def test_no_other_origin_is_let_in(client, origin):
    assert "Access-Control-Allow-Origin" not in preflight(client, PAGES, origin)
    answer = client.get(PAGES, headers={"Origin": origin})
    assert "Access-Control-Allow-Origin" not in answer


def test_without_the_setting_nobody_is(client, settings):
    settings.API_WRITE_ORIGINS = []
    assert "Access-Control-Allow-Origin" not in preflight(client, PAGES, FRONT)


def test_reading_stays_open_to_all_and_is_the_same_for_all(client):
    make_article()
    for origin in (FRONT, OTHER):
        answer = client.get("/api/v3/articles/", headers={"Origin": origin})
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Origin" not in answer.get("Vary", "")
        assert preflight(client, "/api/v3/articles/", origin, "GET")["Access-Control-Allow-Origin"] == "*"


def test_pages_of_the_site_are_no_part_of_it(client):
    assert "Access-Control-Allow-Origin" not in client.get("/account/login/", headers={"Origin": FRONT})
