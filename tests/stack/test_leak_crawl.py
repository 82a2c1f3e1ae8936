"""A crawl from the front page along every link, feed and URL in the API, through nginx, until nothing new is found.

The walk covers declared URLs; the crawl finds those that nobody thought of.
"""

import gzip
import html
import re
from collections import deque
from collections.abc import Iterable
from urllib.parse import urlsplit

import brotli
import pytest
from django.http import HttpResponse, HttpResponseBase

from articles.models import ArticlePage
from members.models import Access
from tests.factories import make_article, make_contributor
from tests.gating.walk.world import ALL, ASKERS, SENTENCES, Asker, World, make_world, revealed, see_pictures
from tests.store.reader import commit

STARTS = ("/", "/feeds/", "/sitemap.xml", "/robots.txt", "/api/v3/", "/api/v3/articles/", "/api/v3/archived-articles/")
CODINGS = ("identity", "gzip", "br")
LINK = re.compile(r"""https?://[^\s"'<>\\)]+|(?<=["'(>])/(?!/)[^\s"'<>\\)]*|(?<=,\ )/(?!/)[^\s"'<>\\),]+""", re.VERBOSE)
OURS = {"", "testserver", "127.0.0.1", "localhost"}
# The desk and the account have walks of their own, and static files contain nothing gated.
ELSEWHERE = ("/admin/", "/account/", "/static/", "/assets/", "/_util/")
TEXTS = ("text/", "application/json", "application/xml", "application/rss+xml", "application/atom+xml", "application/")
MOST = 3000  # a queue that does not end would be a fault of the site: an address for each number


def decoded(answer: HttpResponseBase) -> bytes:
    body, coding = answer.getvalue(), answer.get("Content-Encoding", "")
    return {"gzip": gzip.decompress, "br": brotli.decompress}.get(coding, bytes)(body)


def links(answer: HttpResponseBase, body: bytes) -> Iterable[str]:
    """Yield the URLs of this site in a response, as paths with their query."""
    text = html.unescape(body.decode(errors="replace")) if answer.get("Content-Type", "").startswith(TEXTS) else ""
    for found in [*LINK.findall(text), answer.get("Location", "")]:
        parts = urlsplit(found.partition("#")[0])
        if (parts.hostname or "") in OURS and parts.path.startswith("/") and not parts.path.startswith(ELSEWHERE):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def crawl(world: World, asker: Asker, starts: Iterable[str] = STARTS) -> dict[str, set[str]]:
    """Return every URL that is found, with the pieces whose gated content it shows, in any coding."""
    shown: dict[str, set[str]] = {}
    queue = deque(dict.fromkeys(starts))
    while queue:
        if (url := queue.popleft()) in shown:
            continue
        shown[url] = set()
        for coding in CODINGS:
            answer = asker.ask(url, **{"accept-encoding": coding})
            body = decoded(answer)
            assert answer.status_code < 500, f"{url}: {answer.status_code}"
            plain = HttpResponse(body, headers=dict(answer.items()))
            queue.extend(link for link in links(answer, body) if link not in shown)
            shown[url] |= revealed(world, plain)
        assert len(shown) < MOST, f"the queue does not end: {list(shown)[-5:]}"
    return shown


@pytest.fixture
def world(nginx_client: None) -> World:
    """A magazine with gated and open pieces, some of which link to each other."""
    made = make_world()
    people = [make_contributor("Ana Duarte"), make_contributor("Bo Lind")]
    for number, access in enumerate([Access.OPEN, Access.MEMBERS, Access.OPEN, Access.OPEN]):
        text = f'<p>See <a linktype="page" id="{made.article.pk}">that</a>. Number {number}.</p>'
        make_article(f"Beside {number}", authors=people, text=text, access=access)
    ArticlePage.objects.get(pk=made.article.pk).save_revision().publish()
    see_pictures(made)
    commit()
    return made


def test_no_link_leads_to_what_is_gated_but_for_those_who_may_read(world: World):
    member = crawl(world, ASKERS["member"](world))
    commit()
    assert len(member) > 100
    assert set().union(*member.values()) == ALL == set(SENTENCES), "the crawl has missed what it is to look for"
    found = [*STARTS, *member]
    for name in ("lapsed", "network", "guest"):
        asker = ASKERS[name](world)
        commit()
        shown = crawl(world, asker, found)
        wrong = {url: pieces - asker.opens for url, pieces in shown.items() if pieces - asker.opens}
        assert wrong == {}, f"{name}: {wrong}"
        if asker.opens:
            assert set().union(*shown.values()) == ALL
        found = list(shown)
