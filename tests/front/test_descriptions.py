"""What search engines and shared links say about a page."""

import pytest
from bs4 import BeautifulSoup

from home.models import InformationPage
from tests.factories import make_article, make_contributor, make_institution, make_site, make_trend

PATHS = [
    "/", "/trends/", "/trends/community-science/", "/contributors/", "/contributors/ana-duarte/",
    "/institutions/tidal-museum/", "/kinds/interviews/", "/2025/", "/2025/03/", "/feeds/", "/about/",
    "/features/", "/features/tides-at-night/",
]  # fmt: skip


@pytest.fixture
def magazine(reader):
    """One of everything that has a page."""
    make_institution()
    make_site().add_child(instance=InformationPage(title="About", slug="about", body="<p>Who we are.</p>"))
    make_article(
        "Tides at night",
        authors=[make_contributor()],
        trends=[make_trend()],
        published_at="2025-03-04T12:00:00Z",
    )
    return reader


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_one_description(magazine, path):
    page = BeautifulSoup(magazine.get(path).content, "html.parser")
    found = page.select("meta[name=description]")
    assert len(found) == 1
    assert found[0]["content"].strip()
