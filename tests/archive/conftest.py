"""Readers of the archive, and a small issue with everything."""

from dataclasses import dataclass

import pytest
from django.test import Client

from archive.models import ArchivedArticlePage, IssuePage
from tests.factories import (
    make_archived_article,
    make_contributor,
    make_issue,
    make_member,
    make_pdf,
    make_site,
    make_trend,
)

CANARY = "The vivacious canary sings at four."


@dataclass
class Archive:
    """One issue of six pages with two articles."""

    issue: IssuePage
    first: ArchivedArticlePage
    second: ArchivedArticlePage


@pytest.fixture
def archive(db: None) -> Archive:
    """Return that issue; its first article has the canary."""
    make_site()
    issue = make_issue("The Power of Small", pages=6, overview="<p>On small museums.</p>", volume=4, number=2)
    ana, trend = make_contributor("Ana Duarte"), make_trend("Small museums")
    first = make_archived_article(
        "A House of Two Rooms",
        issue=issue,
        authors=[ana],
        trends=[trend],
        text=f"It began.\n\n{CANARY}",
        pdf=make_pdf(CANARY),
        first_page=2,
        last_page=3,
    )
    second = make_archived_article(
        "Letters", issue=issue, department="Viewpoints", first_page=5, authors=[make_contributor("Bo Berg")]
    )
    return Archive(issue, first, second)


@pytest.fixture
def member(db: None) -> Client:
    """A client with an affiliation to a member institution."""
    client = Client()
    client.force_login(make_member())
    return client
