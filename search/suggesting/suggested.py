"""Suggestions in responses: label, type and URL of each."""

from django.http import HttpRequest

from search.finding.suggestions import suggestions
from search.indexing.records import registry
from search.results import page_urls


def suggested(typed: str, request: HttpRequest) -> list[dict[str, str]]:
    """Return names and titles that match what was typed so far and have a URL."""
    found, sources = suggestions(typed), registry.sources
    urls = page_urls([one.document.object_id for one in found if sources[one.document.kind].is_page], request)
    entries = [
        {
            "title": one.title,
            "kind": str(sources[one.document.kind].label),
            "url": one.document.shown.url or urls.get(one.document.object_id, ""),
        }
        for one in found
    ]
    return [entry for entry in entries if entry["url"]]
