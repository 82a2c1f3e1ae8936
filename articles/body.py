"""The body of an article as HTML that stands alone: for feeds, the API and whoever reads elsewhere."""

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from django.http import HttpRequest
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from articles.models import ArticlePage

ADDRESSES = (
    ("a", "href"),
    ("img", "src"),
    ("source", "src"),
    ("audio", "src"),
    ("video", "src"),
    ("iframe", "src"),
)
# A reader elsewhere has neither our stylesheet nor our scripts.
OURS_ONLY = ("class", "style", "id", "data-player", "loading", "fetchpriority", "decoding", "sizes")


def body_html(article: "ArticlePage", request: HttpRequest) -> str:
    """Render the body as the article's page shows it."""
    return render_to_string("articles/body.html", {"page": article, "request": request})


def absolute_html(article: "ArticlePage", request: HttpRequest) -> str:
    """Render the body with absolute addresses and without what only our own pages understand."""
    soup = BeautifulSoup(body_html(article, request), "html.parser")
    base = request.build_absolute_uri(article.get_url(request))
    for unwanted in soup.select("script, style, button, template"):
        unwanted.decompose()
    for tag in soup.find_all(True):
        for name in OURS_ONLY:
            tag.attrs.pop(name, None)
    for element, attribute in ADDRESSES:
        for tag in soup.select(f"{element}[{attribute}]"):
            tag[attribute] = urljoin(base, str(tag[attribute]))
    for tag in soup.select("[srcset]"):
        tag["srcset"] = ", ".join(urljoin(base, part.strip()) for part in str(tag["srcset"]).split(","))
    return str(soup).strip()
