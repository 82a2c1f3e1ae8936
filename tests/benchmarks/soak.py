"""Watch the memory of the magazine under load: `python -m tests.benchmarks.soak [MINUTES] [--data DIR]`.

Readers request stored pages, pages without the store and searches, while an editor publishes; the memory of
all processes is read once a minute. Flat means: the end is no higher than the first minutes were.
"""

import argparse
import itertools
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.benchmarks.load import get
from tests.benchmarks.memory import memory_of_stack
from tests.benchmarks.prose import Writer
from tests.benchmarks.setting import ready, say
from tests.magazine import serving

READERS, PUBLICATION_EVERY = 2, 10.0
# So long a reader rests between two pages: some 100 pages a second in all.
REST = 0.02


def addresses(url: str, seed: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield URLs of this magazine without end, as different readers request them."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    parts = _paths_in(url, "/sitemap.xml")
    paths = [path for part in parts for path in _paths_in(url, part)][:2000]
    feeds = ["/feeds/rss.xml", "/feeds/feed.json", "/api/v3/articles/", "/trends/", "/institutions/?page=1"]
    for number in itertools.count():
        path = chance.choice(feeds if number % 5 == 0 else paths)
        if number % 10 == 1:
            path = f"/search/?q={quote(Writer(chance).some(1, 2))}"
        yield path, {"Cookie": "staff=1"} if number % 10 == 2 else {}


def _paths_in(url: str, sitemap: str) -> list[str]:
    listed = get(url + sitemap)[2].decode().split("<loc>")[1:]
    return [urlsplit(entry.partition("<")[0]).path for entry in listed]


def read(url: str, seed: int, ending: threading.Event) -> None:
    """Be a reader until the end."""
    for path, headers in addresses(url, seed):
        if ending.wait(REST):
            return
        status = get(url + path, headers)[0]
        assert status in {200, 404}, f"{path} answered {status}"


def publish(ending: threading.Event) -> None:
    """Be an editor until the end."""
    from articles.models import ArticlePage

    keys = list(ArticlePage.objects.live().values_list("pk", flat=True)[:500])
    for key in itertools.cycle(keys):
        if ending.wait(PUBLICATION_EVERY):
            return
        ArticlePage.objects.get(pk=key).save_revision().publish()


def soak(data: Path, minutes: int) -> list[float]:
    """Return the memory of all processes in MB, shared parts once, after each minute."""
    ending, taken = threading.Event(), []
    with serving(data, SAMPLE_ISSUES="0") as magazine:
        people = [threading.Thread(target=publish, args=[ending])]
        people += [threading.Thread(target=read, args=[magazine.url, n, ending]) for n in range(READERS)]
        for person in people:
            person.start()
        try:
            for minute in range(minutes):
                time.sleep(60)
                taken.append(sum(held.pss for held in memory_of_stack(magazine.process.pid).values()))
                say(f"after {minute + 1:3} minutes {taken[-1]:6.0f} MB")
        finally:
            ending.set()
            for person in people:
                person.join()
    return taken


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("minutes", type=int, nargs="?", default=60)
    parser.add_argument("--data", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        data = (chosen.data or Path(folder)).resolve()
        ready(data)
        if not chosen.data:
            from tests.benchmarks.make import make

            make(2000)
        taken = soak(data, chosen.minutes)
    part = max(1, len(taken) // 4)
    first, last = statistics.median(taken[:part]), statistics.median(taken[-part:])
    say(f"\nfirst quarter {first:.0f} MB, last quarter {last:.0f} MB, most {max(taken):.0f} MB")


if __name__ == "__main__":
    main()
