"""Make a large magazine: `python -m tests.benchmarks.make 2000 --data DIR` (or into DATABASE_URL).

A magazine that is there already is filled up to the number; `make run DATA=DIR` shows it.
"""

import argparse
import time
from pathlib import Path

from tests.benchmarks.setting import ready, say


def make(count: int) -> dict[str, float]:
    """Fill the magazine up to so many articles; return the number created, and the number per second.

    People, trends and images exist before, and the time to generate texts does not count.
    """
    from articles.models import ArticlePage
    from tests.benchmarks.magazine import Maker

    missing = max(0, count - ArticlePage.objects.count())
    maker, began = Maker(seed=1 + ArticlePage.objects.count()), time.perf_counter()
    refused = maker.articles(missing) if missing else 0
    took = time.perf_counter() - began - maker.seconds_of_writing
    return {"articles": missing - refused, "articles_a_second": (missing - refused) / took}


def main() -> None:
    """Read the command line and make."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="how many articles there should be")
    parser.add_argument("--data", type=Path, required=True, help="the folder of database and pictures")
    chosen = parser.parse_args()
    ready(chosen.data)
    figures = make(chosen.count)
    say("{articles:,.0f} articles made, {articles_a_second:,.0f} a second".format(**figures))


if __name__ == "__main__":
    main()
