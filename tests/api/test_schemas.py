"""The base schemas of all apps."""

import pytest
from ninja import Schema

from base.api.schemas import AbsoluteURL


class Linked(Schema):
    url: AbsoluteURL


@pytest.mark.parametrize("url", ["/", "/café/?q=é#x", "//cdn.example/a.webp", "https://cdn.example/a.webp", "a/b"])
def test_an_absolute_url_is_the_one_that_django_builds(rf, url):
    request = rf.get("/api/v3/articles/", secure=True)
    answer = Linked.model_validate({"url": url}, context={"request": request})
    assert answer.url == request.build_absolute_uri(url)


def test_no_url_stays_none(rf):
    answer = Linked.model_validate({"url": ""}, context={"request": rf.get("/")})
    assert answer.url == ""
