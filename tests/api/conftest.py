"""Programs that talk to the API."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import APIToken

from tests.editing.conftest import person

__all__ = ["person"]


@pytest.fixture
def program(person) -> Callable[[str], Client]:
    """Return a program that acts for somebody with a role."""

    def make(role: str) -> Client:
        _token, key = APIToken.create_token(user=person(role), name="Test")
        return Client(headers={"authorization": f"Bearer {key}"})

    return make


def items(response: Any) -> list[dict[str, Any]]:
    """Return the items of a list that says its own length."""
    assert response.status_code == 200, response.content
    answer = response.json()
    assert answer["count"] >= len(answer["items"])
    found: list[dict[str, Any]] = answer["items"]
    return found


def titles(response: Any) -> list[str]:
    """Return the titles of a list of articles."""
    return [item["title"] for item in items(response)]


def sentence(response: Any) -> str:
    """Return what the API says of a refusal."""
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == response.status_code
    said = [problem["detail"], *(error["msg"] for error in problem.get("errors") or [])]
    return " ".join(said)
