"""Feeds read as feed readers read them."""

import json
from pathlib import Path
from typing import Any

import feedparser
from jsonschema import Draft202012Validator
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = Draft202012Validator(
    json.loads(Path(__file__).with_name("json_feed_1_1.json").read_text()),
    format_checker=Draft202012Validator.FORMAT_CHECKER,
)


def parsed(client: Any, path: str) -> Any:
    """Return an RSS or Atom feed as feedparser sees it; it must be well-formed."""
    response = client.get(path)
    assert response.status_code == 200, path
    etree.fromstring(response.content)
    found = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert not found.bozo, found.get("bozo_exception")
    return found


def tree(client: Any, path: str) -> Any:
    """Return an RSS or Atom feed as XML."""
    return etree.fromstring(client.get(path).content)


def json_feed(client: Any, path: str) -> dict[str, Any]:
    """Return a JSON feed that keeps to the specification."""
    feed: dict[str, Any] = json.loads(client.get(path).content)
    SCHEMA.validate(feed)
    return feed


def contents(client: Any, folder: str = "/feeds/") -> list[str]:
    """Return the text of the newest entry in each of the three forms."""
    return [
        parsed(client, f"{folder}rss.xml").entries[0].content[0].value,
        parsed(client, f"{folder}atom.xml").entries[0].content[0].value,
        json_feed(client, f"{folder}feed.json")["items"][0]["content_html"],
    ]
