"""Programs that talk to the API."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.editing.conftest import person
from tests.factories import make_key

__all__ = ["person"]


@pytest.fixture
def program(person) -> Callable[[str], Client]:
    """Return a function that returns the client of a program, acting for a user with a role."""

    def make(role: str) -> Client:
        key = make_key(person(role))
        return Client(headers={"authorization": f"Bearer {key}"})

    return make


def items(response: Any) -> list[dict[str, Any]]:
    """Return the items of a list, after checking its count."""
    assert response.status_code == 200, response.content
    answer = response.json()
    assert answer["count"] >= len(answer["items"])
    found: list[dict[str, Any]] = answer["items"]
    return found


def titles(response: Any) -> list[str]:
    """Return the titles of a list of articles."""
    return [item["title"] for item in items(response)]


def sentence(response: Any) -> str:
    """Return the sentence of an error response."""
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == response.status_code
    said = [problem["detail"], *(error["msg"] for error in problem.get("errors") or [])]
    return " ".join(said)
