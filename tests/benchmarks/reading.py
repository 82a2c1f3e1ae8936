"""The speed for readers: stored pages, conditional polls, cold renderings and searches."""

import gzip
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import quote

from tests.benchmarks.figures import Figure
from tests.benchmarks.inside import Application
from tests.benchmarks.load import get, rate
from tests.benchmarks.servers import application, web_server

SEARCHES = 50


class Page(NamedTuple):
    """A path to request, and whether the client already has it."""

    name: str
    path: str
    is_poll: bool = False


def pages(url: str) -> list[Page]:
    """Return pages of the magazine to measure."""
    first = json.loads(get(f"{url}/api/v3/articles/")[2])["items"][0]
    path = first["url"].removeprefix(url)
    trend = json.loads(get(f"{url}/api/v3/trends/")[2])["items"][0]["url"].removeprefix(url)
    feed = "/feeds/rss.xml"
    return [
        Page("article", path),
        Page("front", "/"),
        Page("trend", trend),
        Page("feed", feed),
        Page("conditional feed", feed, is_poll=True),
        Page("API list", "/api/v3/articles/"),
    ]


def measure(data: Path, size: int, *, seconds: float, rounds: int) -> list[Figure]:
    """Measure a magazine in a data folder: behind nginx, as a plain file, and alone.

    Times come before rates: a virtual machine may be throttled after a while at full load.
    """
    with application(data) as url, web_server(data, url) as front:
        chosen, inside = pages(url), Application()
        times = [cold(page, inside, rounds) for page in [*chosen, *depths()] if not page.is_poll]
        times.append(searches(url, rounds))
        rates = [figure for page in chosen for figure in stored(page, url, front, data, seconds, rounds)]
        return [figure._replace(articles=size) for figure in [*rates, *times]]


def depths() -> list[Page]:
    """Return the first page of the longest list, and the 400th, or the last one of a shorter list."""
    from articles.keyset import Cursor
    from articles.models import SectionPage
    from articles.pages.listings import ARTICLES_A_PAGE

    section = max(SectionPage.objects.live(), key=lambda section: section.articles().count())
    before = min(399 * ARTICLES_A_PAGE, section.articles().count() - ARTICLES_A_PAGE) - 1
    last = section.articles()[before]
    place = Cursor(last.published_at, last.pk)
    return [Page("list, first page", section.url), Page("list, deep page", f"{section.url}before/{place}/")]


def stored(page: Page, url: str, front: str, data: Path, seconds: float, rounds: int) -> Iterator[Figure]:
    """Yield the rates of one page, in turns, so that a slow machine slows all of them."""
    doors = {"without nginx": url + page.path}
    if front:
        doors |= {"behind nginx": front + page.path, "file": front + as_file(page, front, data)}
    headers = {name: _conditions(door, page) for name, door in doors.items()}
    rates: dict[str, list[float]] = {name: [] for name in doors}
    for _ in range(rounds):
        for name, door in doors.items():
            rates[name].append(rate(door, headers[name], seconds=seconds))
    middle = {name: median(values) for name, values in rates.items()}
    file = middle.get("file")
    for name, value in middle.items():
        ratio = value / file if file and name != "file" else None
        wanted = {"behind nginx": "0.9 of the file"}.get(name, "")
        if (page.name, name) == ("article", "without nginx"):
            wanted = "20,000"
        yield Figure(0, f"{page.name}, {name}", value, "a second", ratio, wanted)


def _conditions(door: str, page: Page) -> dict[str, str]:
    """Return the headers of a request; a poll sends the entity tag of a former response."""
    headers = {"Accept-Encoding": "gzip"}
    for _ in range(2):  # the first response may be the one that is stored
        status, told, _ = get(door, headers)
        assert status == 200, f"{door} answered {status}"
    return headers | {"If-None-Match": told["etag"]} if page.is_poll else headers


def as_file(page: Page, front: str, data: Path) -> str:
    """Copy a page next to the store, for nginx to serve as any file; return the path."""
    body = get(front + page.path)[2]
    name = page.name.replace(" ", "-")
    file = data / "nginx" / "file" / name
    file.write_bytes(body)
    file.with_name(f"{name}.gz").write_bytes(gzip.compress(body, 6, mtime=0))
    return f"/file/{name}"


def cold(page: Page, inside: Application, rounds: int) -> Figure:
    """Return the server's time for rendering a page without the store, on one core."""
    value = milliseconds(lambda: inside.render(page.path), times=40 * rounds)
    return Figure(0, f"{page.name}, rendered", value, "ms", None, "10 ms" if page.name in TO_BE_QUICK else "")


TO_BE_QUICK = {"article", "front", "trend"}


def searches(url: str, rounds: int) -> Figure:
    """Return the time of a search, over words that occur in titles."""
    titles = [item["title"] for item in json.loads(get(f"{url}/feeds/feed.json")[2])["items"]]
    words = sorted({word.lower() for title in titles for word in title.split() if len(word) > 3})[:SEARCHES]
    asked = iter(words * rounds)
    value = milliseconds(lambda: get(f"{url}/search/?q={quote(next(asked))}")[0], times=len(words) * rounds)
    return Figure(0, f"search, {len(words)} words", value, "ms")


def milliseconds(ask: Callable[[], int], times: int) -> float:
    """Return the median time of a request; each must succeed."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        status = ask()
        taken.append(time.perf_counter() - began)
        assert status == 200, f"an answer was {status}"
    return median(taken) * 1000
