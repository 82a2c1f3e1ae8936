"""Metadata of pages for search engines and shared links."""

import json

import pytest
from bs4 import BeautifulSoup

from home.models import InformationPage
from tests.bodies import every_block
from tests.factories import (
    make_archived_article,
    make_article,
    make_contributor,
    make_image,
    make_institution,
    make_issue,
    make_site,
    make_trend,
)

PATHS = [
    "/", "/trends/", "/trends/community-science/", "/contributors/", "/contributors/ana-duarte/",
    "/institutions/tidal-museum/", "/kinds/interviews/", "/2025/", "/2025/03/", "/feeds/", "/about/",
    "/features/", "/features/tides-at-night/",
]  # fmt: skip


@pytest.fixture
def magazine(reader):
    """A magazine with one of everything that has a page."""
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


EVERYWHERE = [
    *PATHS,
    "/join/",
    "/institutions/",
    "/search/?q=tides",
    "/archive/",
    "/archive/2019-2/",
    "/archive/2019-2/kelp/",
]


@pytest.fixture
def archive(magazine):
    """The same magazine, with an issue that has a cover."""
    issue = make_issue(cover=make_image("Cover"))
    make_archived_article("Kelp", issue=issue, slug="kelp")
    return magazine


def parse(reader, path):
    response = reader.get(path)
    assert response.status_code == 200, path
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_shared_link_has_the_title_of_its_page_and_whole_addresses(archive, path):
    page = parse(archive, path)
    for tag in page.select("meta[property='og:title']"):
        assert page.title.string.strip() == f"{tag['content']} – Dimensions" or path == "/"
    for tag in page.select("meta[property='og:image'], meta[property='og:url'], link[rel=canonical]"):
        assert (tag.get("content") or tag["href"]).startswith("http://testserver/"), tag


def test_an_issue_and_its_articles_are_shared_with_their_cover(archive):
    for path in ("/archive/2019-2/", "/archive/2019-2/kelp/"):
        assert len(parse(archive, path).select("meta[property='og:image']")) == 1


def described(reader, path):
    [data] = [json.loads(script.string) for script in parse(reader, path).select("script[type='application/ld+json']")]
    return data


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "WebSite"),
        ("/features/", "CollectionPage"),
        ("/kinds/interviews/", "CollectionPage"),
        ("/trends/", "CollectionPage"),
        ("/trends/community-science/", "CollectionPage"),
        ("/2025/", "CollectionPage"),
        ("/contributors/", "CollectionPage"),
        ("/contributors/ana-duarte/", "ProfilePage"),
        ("/institutions/tidal-museum/", "Organization"),
        ("/features/tides-at-night/", "NewsArticle"),
    ],
)
def test_programs_learn_what_a_page_is(magazine, path, kind):
    data = described(magazine, path)
    assert (data["@context"], data["@type"]) == ("https://schema.org", kind)


def test_a_list_names_what_stands_in_it(magazine):
    [entry] = described(magazine, "/features/")["mainEntity"]["itemListElement"]
    assert entry == {"@type": "ListItem", "position": 1, "url": "http://testserver/features/tides-at-night/"}


def test_an_article_names_its_publisher_and_what_it_reviews(magazine):
    make_article("Low water", kind="review", review_exhibition="Low water", review_host=make_institution())
    data = described(magazine, "/features/low-water/")
    assert data["publisher"]["name"] == "Dimensions"
    assert data["@type"] == ["NewsArticle", "Review"]
    assert data["itemReviewed"]["name"] == "Low water"
    assert data["itemReviewed"]["location"]["name"] == "Tidal Museum"


def test_tables_of_an_open_article_are_datasets(magazine):
    article = make_article("Counted", body=every_block(make_article("Other")))
    [dataset] = described(magazine, article.get_url())["hasPart"]
    assert (dataset["@type"], dataset["distribution"]["encodingFormat"]) == ("Dataset", "text/csv")
    address = dataset["distribution"]["contentUrl"].removeprefix("http://testserver")
    assert magazine.get(address)["Content-Type"].startswith("text/csv")
    article.access = "members"
    article.save_revision().publish()
    assert dataset["name"] not in json.dumps(described(magazine, article.get_url()))


def test_reference_managers_find_a_current_article(magazine):
    page = parse(magazine, "/features/tides-at-night/")
    found = {tag["name"]: tag["content"] for tag in page.select("meta[name^=citation_], meta[name^='DC.']")}
    assert found["citation_title"] == found["DC.title"] == "Tides at night"
    assert found["citation_author"] == found["DC.creator"] == "Duarte, Ana"
    assert (found["citation_publication_date"], found["DC.date"]) == ("2025/03/04", "2025-03-04")
    assert found["DC.identifier"] == "http://testserver/features/tides-at-night/"
