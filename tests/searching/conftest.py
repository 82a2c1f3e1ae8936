"""Fixtures of the search's tests."""

import pytest


@pytest.fixture
def found(client):
    """Return a function that returns the titles a guest finds, in order."""

    def titles(words: str, **chosen: str) -> list[str]:
        answer = client.get("/search/", {"q": words, **chosen})
        return [row.plain_title for row in answer.context["rows"]]

    return titles
