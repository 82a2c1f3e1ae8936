"""Measure the lists that could grow with the magazine: `python -m tests.benchmarks.lists --data DIR`.

They are rendered past the store, in this process; `tests.benchmarks.make` makes a magazine for it.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.setting import ready, say

TIMES = 9


def addresses() -> Iterator[str]:
    """Give the lists of whatever magazine is there."""
    from articles.models import ArticlePage, SectionPage, Trend

    newest = ArticlePage.objects.newest_first()[0]
    yield from ("/contributors/", "/trends/", "/institutions/", "/feeds/", "/kinds/analysis/")
    yield from (SectionPage.objects.live()[0].url, Trend.objects.all()[0].get_absolute_url())
    yield newest.credits.all()[0].contributor.get_absolute_url()
    yield f"/{newest.published_at.year}/"
    yield from ("/sitemap.xml", "/sitemap-pages.xml", "/sitemap-lists.xml")
    yield f"/sitemap-{newest.published_at.year}.xml"
    yield from (f"/api/v3/{name}/" for name in ("articles", "contributors", "sections", "issues"))


def milliseconds(path: str) -> float:
    """Give the median of some renderings; the first one, which makes what all pages share, does not count."""
    from tests.benchmarks.inside import Application

    inside, taken = Application(), []
    for _ in range(TIMES + 1):
        began = time.perf_counter()
        status = inside.render(path)
        taken.append(time.perf_counter() - began)
        assert status == 200, f"{path} answered {status}"
    return median(taken[1:]) * 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of database and pictures")
    ready(parser.parse_args().data)
    for path in addresses():
        say(f"{path:<40} {milliseconds(path):8.1f} ms")


if __name__ == "__main__":
    main()
