"""The speed of the desk: dashboard, lists and choosers."""

import statistics
import time
from typing import Any

from tests.benchmarks.figures import Figure

TIMES = 5
WANTED = "300"


def measure(size: int) -> list[Figure]:
    """Time each page of the desk for a superuser."""
    client = editor()
    return [Figure(size, name, _milliseconds(client, path), "ms", wanted=WANTED) for name, path in places()]


def editor() -> Any:
    """Return a client that is logged in as a superuser."""
    from django.test import Client

    from members.models import User

    user, _ = User.objects.get_or_create(email="bench@magazine.example", defaults={"is_superuser": True})
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def places() -> list[tuple[str, str]]:
    """Return the pages to time, with the largest section and the newest article of the magazine."""
    from articles.models import ArticlePage, SectionPage

    section = max(SectionPage.objects.all(), key=lambda section: section.numchild)
    word = ArticlePage.objects.latest("pk").title.split()[0].lower()
    return [
        ("desk: dashboard", "/admin/"),
        ("desk: articles", "/admin/articles/"),
        ("desk: articles, searched", f"/admin/articles/?q={word}"),
        ("desk: a section", f"/admin/pages/{section.pk}/"),
        ("desk: article chooser", "/admin/choose-page/?page_type=articles.articlepage"),
        ("desk: article chooser, searched", f"/admin/choose-page/search/?q={word}"),
        ("desk: picture chooser", "/admin/images/chooser/"),
    ]


def _milliseconds(client: Any, path: str) -> float:
    taken = []
    for _ in range(TIMES + 1):
        began = time.perf_counter()
        answer = client.get(path)
        taken.append(time.perf_counter() - began)
        assert answer.status_code == 200, f"{path} answered {answer.status_code}"
    return statistics.median(taken[1:]) * 1000
