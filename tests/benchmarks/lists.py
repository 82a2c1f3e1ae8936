"""Measure lists that could grow with the magazine: `python -m tests.benchmarks.lists --data DIR [PATH …]`.

They are rendered without the store, in this process; `tests.benchmarks.make` creates a magazine for it. With
paths, those pages of the existing magazine are measured instead: `/ /features/some-article/`.
"""

import argparse
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.reading import milliseconds
from tests.benchmarks.setting import ready, say

TIMES = 9


def addresses() -> Iterator[str]:
    """Yield the lists of the magazine."""
    from articles.models import ArticlePage, SectionPage, Trend

    newest = ArticlePage.objects.newest_first()[0]
    yield from ("/contributors/", "/trends/", "/institutions/", "/feeds/", "/kinds/analysis/")
    yield from (SectionPage.objects.live()[0].url, Trend.objects.all()[0].get_absolute_url())
    yield newest.credits.all()[0].contributor.get_absolute_url()
    yield f"/{newest.published_at.year}/"
    yield from ("/sitemap.xml", "/sitemap-pages.xml", "/sitemap-lists.xml")
    yield f"/sitemap-{newest.published_at.year}.xml"
    yield from (f"/api/v3/{name}/" for name in ("articles", "contributors", "sections", "issues"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of database and pictures")
    parser.add_argument("paths", nargs="*", help="default: all lists")
    chosen = parser.parse_args()
    ready(chosen.data)
    from tests.benchmarks.inside import Application

    inside = Application()
    for path in chosen.paths or addresses():
        say(f"{path:<40} {milliseconds(partial(inside.render, path), TIMES):8.1f} ms")


if __name__ == "__main__":
    main()
