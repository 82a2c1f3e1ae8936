"""The search as browsers offer it, and suggestions in the masthead."""

import json
from xml.etree import ElementTree as ET

import pytest

from tests.factories import make_article, make_site, make_trend

pytestmark = pytest.mark.django_db
SPEC = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_every_page_names_the_search(client):
    make_site()
    html = client.get("/trends/").content.decode()
    assert 'type="application/opensearchdescription+xml" title="Dimensions" href="/search/description.xml"' in html
    assert 'data-suggest="/search/suggest/"' in html
    assert "js/suggest.js" in html


def test_the_description_has_whole_addresses(client):
    response = client.get("/search/description.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    root = ET.fromstring(response.content)  # noqa: S314 - our own response
    urls = {url.get("type"): url.get("template") for url in root.iter(f"{SPEC}Url")}
    assert urls == {
        "text/html": "http://testserver/search/?q={searchTerms}",
        "application/x-suggestions+json": "http://testserver/search/suggestions.json?q={searchTerms}",
    }
    assert len(root.findtext(f"{SPEC}ShortName")) <= 16, "the specification allows no more"
    assert root.findtext(f"{SPEC}Image").startswith("http://testserver/")


@pytest.mark.parametrize(("typed", "title"), [("commu", "Community science"), ("TIDE", "Tide tables"), ('"', None)])
def test_browsers_get_titles_and_addresses(client, typed, title):
    make_trend("Community science")
    make_article("Tide tables", trends=[make_trend("Community science")])
    response = client.get("/search/suggestions.json", {"q": typed})
    assert response["Content-Type"] == "application/x-suggestions+json"
    said, titles, kinds, urls = json.loads(response.content)
    assert said == typed
    assert len(titles) == len(kinds) == len(urls)
    assert (title in titles) if title else not titles
    assert all(url.startswith("http://testserver/") for url in urls)
