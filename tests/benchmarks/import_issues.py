"""Measure an import: `python -m tests.benchmarks.import_issues [ISSUES] [PAGES] [JOBS]`."""

import os
import resource
import sys
import tempfile
import time
from multiprocessing import forkserver
from pathlib import Path

import django
from django.core.management import call_command

DEFAULTS = (150, 48, os.cpu_count() or 1)
TEXT = "the tide rose at the museum while visitors counted waves and wrote their numbers on the wall"
WORDS = tuple(TEXT.split(" "))


def main(issues: int, pages: int, jobs: int) -> None:
    """Make issues, import them into a data folder of their own, import them again, and print the time."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        os.environ |= {
            "DIMENSIONS_DATA": f"{folder}/data",
            "DJANGO_SETTINGS_MODULE": "dimensions.settings.embedded",
        }
        django.setup()
        from tests.factories import make_site

        call_command("migrate", verbosity=0)
        make_site()
        root = Path(folder) / "issues"
        for number in range(issues):
            _write_issue(root, number, pages)
        for name in ("first import", "nothing changed"):
            began, computed = time.monotonic(), seconds_computed()
            call_command("import_issues", root, jobs=jobs)
            end_helpers()
            took, computed = time.monotonic() - began, seconds_computed() - computed
            say(f"{name}: {issues} issues of {pages} pages in {took:.1f} s, {computed:.1f} s of computing")
    for name, who in (("main process", resource.RUSAGE_SELF), ("largest helper", resource.RUSAGE_CHILDREN)):
        say(f"peak memory of the {name}: {resource.getrusage(who).ru_maxrss / 1024:.0f} MB")


def end_helpers() -> None:
    """End the process that helpers are forked from: only then does the system count their usage as ours."""
    forkserver._forkserver._stop()  # type: ignore[attr-defined]  # private to multiprocessing


def seconds_computed() -> float:
    """Return what this process and its helpers have computed; a busy machine changes it little."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def _write_issue(root: Path, number: int, pages: int) -> None:
    from tests.importing.conftest import write_issue
    from tests.importing.pdfs import draw_issue

    folder = root / f"issue-{number:03}"
    folder.mkdir(parents=True)
    draw_issue(folder / "issue.pdf", [_page(number, page) for page in range(pages)])
    contents = [
        {"title": f"Piece {number}.{page}", "pages": f"{page}-{page + 2}", "bylines": f"Ana Duarte{page}"}
        for page in range(2, pages - 3, 3)
    ]
    months = ("J/F", "M/A", "M/J", "J/A", "S/O", "N/D")[number % 6]
    write_issue(root, folder.name, year=1980 + number // 6, months=months, contents=contents)


def _page(number: int, page: int) -> tuple[str, str, list[str], list[str]]:
    lines = [" ".join(WORDS[(line + number + i) % len(WORDS)] for i in range(8)) for line in range(43)]
    return f"Piece {number}.{page}", f"By Ana Duarte{page}", lines, lines[::-1]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]), *DEFAULTS[len(sys.argv) - 1 :])
