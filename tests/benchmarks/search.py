"""Measure the search: `python -m tests.benchmarks.search [--documents 50000] [--data DIR]`.

Fills the index with documents that only the search knows, asks for pages of results with facets, and prints median
and 95th percentile for each kind of query. On SQLite in a folder, and on an installed PostgreSQL as well, each in a
process of its own. An existing index in DIR is measured again.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

from tests.benchmarks.prose import Writer
from tests.benchmarks.setting import ready, say
from tests.magazine import CHECKOUT
from tests.postgres.cluster import cluster, find_postgresql

AT_ONCE = 500
TIMES = 40
FIRST_DAY = date(2002, 1, 1)
SIZES = {"trend": 60, "contributor": 2000, "institution": 700}


class Documents:
    """As many documents as are wanted, the same for the same number."""

    kind, label, plural = "article", "Article", "Articles"
    is_page = is_profile = names_stand_for_it = False

    def __init__(self) -> None:
        self.writer = Writer(random.Random(2))  # noqa: S311 - not for secrets

    def records(self, keys: Collection[int]) -> Iterator[Any]:
        """Yield documents of a heading, a teaser and some 180 words."""
        from search.indexing.records import Record

        for key in keys:
            chance = random.Random(key)  # noqa: S311 - not for secrets
            self.writer.chance = chance
            facets = list(_facets(chance))
            yield Record(
                kind=self.kind,
                key=key,
                title=self.writer.some(3, 9).capitalize(),
                url=f"/document/{key}/",
                names=[value.label for value in facets if value.group in {"contributor", "institution"}],
                trends=[value.label for value in facets if value.group == "trend"],
                teaser=self.writer.sentence(),
                text=" ".join(self.writer.sentence() for _ in range(12)),
                day=FIRST_DAY + timedelta(days=chance.randrange(9000)),
                facets=facets,
            )


def _facets(chance: random.Random) -> Iterator[Any]:
    from search.indexing.records import FacetValue

    for group, most in (("type", 4), ("kind", 8), ("section", 10), ("year", 24)):
        number = str(2002 + chance.randrange(most)) if group == "year" else f"{group}-{chance.randrange(most)}"
        yield FacetValue(group, number, number, number)
    for group, most in SIZES.items():
        for place in {int(most * chance.random() ** 2) for _ in range(chance.randint(1, 3))}:
            yield FacetValue(group, f"{place}", f"{group}-{place}", f"{group.title()} {place}")


def fill(wanted: int) -> None:
    """Create missing documents."""
    from search.indexing import writer
    from search.models import SearchDocument

    there = SearchDocument.objects.count()
    for first in range(there, wanted, AT_ONCE):
        writer.index_all("article", list(range(first + 1, min(first + AT_ONCE, wanted) + 1)))


def queries(writer: Writer) -> dict[str, list[dict[str, str]]]:
    """Return the queries, by kind."""
    rare, middle, common = writer.words[1500:3900], writer.words[100:1000], writer.words[16:26]
    pick = random.Random(3).choice  # noqa: S311 - not for secrets
    kinds: dict[str, Any] = {
        "a rare word": lambda: {"q": pick(rare)},
        "a word": lambda: {"q": pick(middle)},
        "a word of nearly all": lambda: {"q": pick(common)},
        "two words": lambda: {"q": f"{pick(middle)} {pick(common)}"},
        "three words": lambda: {"q": f"{pick(middle)} {pick(middle)} {pick(rare)}"},
        "a phrase": lambda: {"q": f'"{pick(common)} {pick(common)}"'},
        "a word, narrowed": lambda: {"q": pick(common), "trend": f"trend-{pick(range(20))}", "kind": "kind-1"},
        "by date": lambda: {"q": pick(middle), "sort": "date"},
        "a facet alone": lambda: {"section": f"section-{pick(range(10))}"},
        "a mistyped word": lambda: {"q": f"{pick(rare)}q"},
    }
    return {name: [make() for _ in range(TIMES)] for name, make in kinds.items()}


def measure() -> None:
    """Print a line for each kind of query, and one for all."""
    from tests.benchmarks.inside import Application

    inside, everything = Application(), []
    for name, asked in queries(Documents().writer).items():
        taken = []
        for given in asked:
            began = time.perf_counter()
            status = inside.render(f"/search/?{urlencode(given)}")
            taken.append((time.perf_counter() - began) * 1000)
            assert status == 200, f"{given}: {status}"
        everything += taken
        say(f"  {name:<24} {median(taken):7.1f} {quantiles(taken, n=20)[18]:7.1f} ms")
    say(f"  {'all':<24} {median(everything):7.1f} {quantiles(everything, n=20)[18]:7.1f} ms")


def run_here(data: Path, wanted: int) -> None:
    """Fill and measure the database of this process."""
    ready(data)
    from django.db import connection

    from search.indexing.records import registry

    registry.register(Documents())
    began = time.monotonic()
    fill(wanted)
    with connection.cursor() as cursor:
        # Databases do this by themselves after a while.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    say(f"{connection.vendor}, {wanted:,} documents, made in {time.monotonic() - began:.0f} s; median, 95th percentile")
    measure()


def main() -> None:
    """Parse the command line; measure on each database in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=50_000, help="default: %(default)s")
    parser.add_argument("--data", type=Path, help="a folder that keeps the documents for the next time")
    parser.add_argument("--here", action="store_true", help="only on the database of DATABASE_URL, or SQLite")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        data = chosen.data or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="benchmark-")))
        if chosen.here:
            run_here(data.resolve(), chosen.documents)
            return
        programs = find_postgresql()
        for url in ["", stack.enter_context(cluster(programs))] if programs else [""]:
            _run_apart(data / ("postgresql" if url else "sqlite"), chosen.documents, url)


def _run_apart(data: Path, wanted: int, url: str) -> None:
    data.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.benchmarks.search", "--here", "--documents", str(wanted)]
    environment = {**os.environ, **({"DATABASE_URL": url} if url else {})}
    subprocess.run([*command, "--data", str(data)], cwd=CHECKOUT, env=environment, check=True)


if __name__ == "__main__":
    main()
