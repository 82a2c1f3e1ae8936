"""What the tests of the public pages share."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles import questions
from articles.models import trend
from base.compiled_queries import compiled
from tests.factories import make_site


@pytest.fixture
def reader(client: Client, db: None) -> Client:
    """Somebody without a log-in who visits the magazine."""
    make_site()
    return client


@pytest.fixture
def frequent_from(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let trends of more articles than a number pass for frequent; what asks for them is written anew."""

    def so_many(number: int) -> None:
        monkeypatch.setattr(trend, "FREQUENT", number)
        for name in ("trend", "trends_of"):
            monkeypatch.setattr(questions, name, compiled(getattr(questions, name).__wrapped__))

    return so_many
