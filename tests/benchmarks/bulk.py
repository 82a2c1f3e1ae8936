"""Measure how fast articles are made together: `python -m tests.benchmarks.bulk [COUNT]`.

On SQLite, or in the database that DATABASE_URL names; the tree is checked afterwards.
"""

import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.setting import ready, say


def bulk(count: int = 1000) -> dict[str, float]:
    """Return how many a second are made, by the clock and by the computing; drafts are made before."""
    from wagtail.models import Page

    from tests.benchmarks.bulk_articles import create_articles
    from tests.benchmarks.magazine import Maker

    maker = Maker(seed=count)
    drafts, section = list(maker.drafts(count)), maker.sections[0]
    began, computed = time.perf_counter(), time.process_time()
    made = create_articles(drafts, section=section)
    took, computed = time.perf_counter() - began, time.process_time() - computed
    assert made.count == count
    assert not any(Page.find_problems())
    return {"articles_a_second": count / took, "articles_a_second_of_computing": count / computed}


def main(count: int = 1000) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        ready(Path(folder))
        for name, figure in bulk(count).items():
            say(f"{name:<32} {figure:10.1f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
