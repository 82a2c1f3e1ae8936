"""Clients above the rate limit are told to wait, if the installation has one."""

import pytest
from django.core.cache import cache

from dimensions.api.rate_limits import longest
from tests.api.conftest import sentence
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def limit(settings):
    settings.API_RATE_LIMIT = "3/m, 1000/h"
    cache.clear()


def statuses(client, path: str, times: int, **more) -> list[int]:
    return [client.get(path, **more).status_code for _time in range(times)]


def test_the_fourth_request_waits(client, program):
    assert statuses(client, "/api/v3/articles/", 3) == [200, 200, 200]
    answer = client.get("/api/v3/trends/")
    assert answer.status_code == 429
    assert answer["Retry-After"] == "3600"
    assert "wait 3600 seconds" in sentence(answer)
    assert "no-store" in answer["Cache-Control"]
    assert program("Author").get("/api/v3/pages/").status_code == 429  # a token does not bypass it


def test_every_address_has_its_own_limit_and_pages_have_none(client):
    statuses(client, "/api/v3/articles/", 4)
    assert statuses(client, "/api/v3/articles/", 1, REMOTE_ADDR="203.0.113.9") == [200]
    assert statuses(client, make_article().url, 5) == [200] * 5


def test_writing_counts_too(client):
    statuses(client, "/api/v3/articles/", 3)
    assert client.post("/api/v3/pages/", {}, content_type="application/json").status_code == 429


def test_without_a_limit_nobody_waits(client, settings):
    settings.API_RATE_LIMIT = ""
    assert set(statuses(client, "/api/v3/articles/", 8)) == {200}


@pytest.mark.parametrize(("rate", "seconds"), [("1/s", 1), ("100/10s", 10), ("9/m,5/2h", 7200), ("5/d", 86_400)])
def test_the_wait_is_certainly_enough(rate, seconds):
    assert longest(rate) == seconds
