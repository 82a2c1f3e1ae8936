"""Fixtures of the public pages' tests."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from articles.models import trend
from tests.factories import make_site


@pytest.fixture
def reader(client: Client, db: None) -> Client:
    """A guest's client."""
    make_site()
    return client


@pytest.fixture
def frequent_from(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """Treat trends of more articles than a number as frequent, recompiling the queries that contain the number."""

    def so_many(number: int) -> None:
        monkeypatch.setattr(trend, "FREQUENT", number)
        _forget_compiled()

    yield so_many
    _forget_compiled()


def _forget_compiled() -> None:
    trend.TrendQuerySet.for_slug.cache_clear()
    trend.TrendQuerySet.carried_by.cache_clear()
