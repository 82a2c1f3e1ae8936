"""What the tests of the search ask."""

import pytest


@pytest.fixture
def found(client):
    """Return the titles that a guest finds, in their order."""

    def titles(words: str, **chosen: str) -> list[str]:
        answer = client.get("/search/", {"q": words, **chosen})
        return [row.plain_title for row in answer.context["rows"]]

    return titles
