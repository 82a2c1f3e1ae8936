"""The body of an article as standalone HTML, for feeds and the API."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from articles.models import ArticlePage
from base.blocks.loading import load_streams
from base.sanitize import sanitize


def load_bodies(articles: Sequence[ArticlePage], **also: Any) -> None:
    """Load what the bodies need, with the options of `load_streams()`, in a fixed number of queries."""
    bodies = load_streams([article.body for article in articles], **also)
    for article, body in zip(articles, bodies, strict=True):
        article.body = body


def body_html(article: ArticlePage, request: HttpRequest) -> str:
    """Return the body with absolute URLs and safe markup; call `load_bodies()` first."""
    return _standing_alone("articles/body.html", {"page": article}, request)


def entry_html(article: ArticlePage, image: Any, request: HttpRequest, *, before: str = "", is_readable: bool) -> str:
    """Return the whole piece for a feed: `before`, lead image, what its kind adds, and the body.

    If the subscriber may not read the body, the gate replaces it.
    """
    url = article.get_url(request)
    context = {"page": article, "image": image, "url": url, "before": before, "is_readable": is_readable}
    return _standing_alone("articles/feed_entry.html", context, request)


def _standing_alone(template: str, context: dict[str, Any], request: HttpRequest) -> str:
    html = render_to_string(template, context | {"request": request})
    return sanitize(html, request.build_absolute_uri(context["page"].get_url(request)))
