"""Measure the magazine: `python -m tests.benchmarks [--quick] [--data DIR] [--json FILE]`.

Creates a magazine of 2,000 articles and lets it grow to 50,000; measures reading, publishing and importing at
both sizes, with the real servers, on a core of their own if there are two. `--quick` stays at 2,000 and
takes each figure once. On SQLite in the folder, or in DATABASE_URL.
"""

import argparse
import json
import os
import platform
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import memory
from tests.benchmarks.figures import Figure, say_table
from tests.benchmarks.servers import whole_stack
from tests.benchmarks.setting import ready, say

SIZES = (2_000, 50_000)
QUICK = (2_000,)


def measure(data: Path, sizes: tuple[int, ...], *, quick: bool) -> Iterator[Figure]:
    """Yield all figures, one size after the other."""
    from tests.benchmarks import desk, make, publish, reading

    for size in sizes:
        made = make.make(size)
        os.sync()  # an import's pending writes would slow the publications that are measured next
        if made["articles"]:
            yield Figure(size, "import", made["articles_a_second"], "a second", wanted="100")
        published = {name: measured() for name, measured in publish.MEASURES.items()}
        for name, (elapsed, _computing) in published.items():
            yield Figure(size, PUBLISHING[name], elapsed, "ms", wanted="100" if name == "publish" else "")
        yield from desk.measure(size)
        yield from reading.measure(data, size, seconds=1 if quick else 4, rounds=1 if quick else 3)
        yield from _memory(data, size)


PUBLISHING = {
    "publish": "publish, as a call",
    "request": "publish, with the whole form",
    "index": "… of it for the search",
    "references": "… for the references, in the worker",
}


def _memory(data: Path, size: int) -> Iterator[Figure]:
    """Yield the memory of the embedded stack just after it has answered some pages."""
    with whole_stack(data) as leader:
        found = memory.memory_of_stack(leader).values()
        yield Figure(size, "memory of all processes, shared parts once", sum(m.pss for m in found), "MB", wanted="350")


def main() -> None:
    """Parse the command line, measure, print and save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="2,000 articles, one round")
    parser.add_argument("--data", type=Path, help="a folder that keeps the magazine for the next time")
    parser.add_argument("--json", type=Path, default=Path("var/benchmark.json"), help="default: %(default)s")
    chosen = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        data = (chosen.data or Path(folder)).resolve()
        ready(data)
        figures = []
        for figure in measure(data, QUICK if chosen.quick else SIZES, quick=chosen.quick):
            figures.append(figure)
            say(figure.line)
    say_table(figures, say)
    machine = {"cores": os.cpu_count(), "machine": platform.machine(), "python": platform.python_version()}
    chosen.json.parent.mkdir(parents=True, exist_ok=True)
    report = machine | {"seconds": round(time.monotonic() - began)} | {"figures": [f._asdict() for f in figures]}
    chosen.json.write_text(json.dumps(report, indent=1))
    say(f"\n{chosen.json} holds the figures; all of it took {report['seconds']} s.")


if __name__ == "__main__":
    main()
