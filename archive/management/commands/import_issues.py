"""Import bimonthly issues: PDFs and lists of contents."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from archive.importers.import_folder import Choice, import_folder
from archive.importers.parsing.records import ImportProblemError
from archive.importers.workers import PATIENCE


class Command(BaseCommand):
    """Import all issues of a folder; importing again applies only what has changed."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the folder and the options."""
        parser.add_argument("folder", type=Path, help="one sub-folder per issue, or a manifest issues.csv/.yaml")
        parser.add_argument("--only", action="append", default=[], metavar="KEY", help="only this issue")
        parser.add_argument("--dry-run", action="store_true", help="show what would happen, write nothing")
        parser.add_argument("--overwrite", action="store_true", help="take the files where editors changed things")
        parser.add_argument("--ocr", action="store_true", help="read scanned pages with Tesseract")
        parser.add_argument("--ocr-language", default="eng", help="as Tesseract calls it (default: %(default)s)")
        parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: %(default)s)")

        parser.add_argument(
            "--patience",
            type=float,
            default=PATIENCE,
            metavar="SECONDS",
            help="give an issue up when no page of it is done in this time (default: %(default)s)",
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Import and print the report; fail if something was refused."""
        _check_numbers(options["jobs"], options["patience"])
        choice = Choice(
            only=tuple(options["only"]),
            dry_run=options["dry_run"],
            overwrite=options["overwrite"],
            ocr_language=options["ocr_language"] if options["ocr"] else "",
            jobs=options["jobs"],
            patience=options["patience"],
        )
        try:
            with (
                remembered_interrupts() as check,
                tqdm(desc="Issues", unit="", disable=not options["verbosity"]) as bar,
            ):
                report = import_folder(folder, choice, lambda total: _advance(bar, total, check))
                check()
        except ImportProblemError as error:
            raise CommandError(f"{error}.") from error
        except KeyboardInterrupt as error:
            raise CommandError("Stopped; whole issues stay, and the next run does the others.") from error
        self.stdout.write(report.summary())
        if report.refused:
            raise CommandError(f"{report.refused} could not be imported; the reasons stand above.")


def _check_numbers(jobs: int, patience: float) -> None:
    if jobs < 1:
        raise CommandError(f"--jobs {jobs}: an import needs at least 1 process; leave --jobs out for one per core.")
    if not patience > 0:  # NaN, too
        raise CommandError(f"--patience {patience:g}: a page needs time; leave --patience out for {PATIENCE} seconds.")


def _advance(bar: "tqdm[Any]", total: int, check: Callable[[], None]) -> None:
    bar.total = total
    bar.update()
    check()


@contextmanager
def remembered_interrupts() -> Iterator[Callable[[], None]]:
    """Yield a function that raises KeyboardInterrupt after Ctrl-C; one that comes in a finalizer is lost otherwise."""
    came = Event()
    before = signal.getsignal(signal.SIGINT)

    def remember(number: int, frame: FrameType | None) -> None:
        came.set()
        if callable(before):
            before(number, frame)

    def check() -> None:
        if came.is_set():
            raise KeyboardInterrupt

    signal.signal(signal.SIGINT, remember)
    try:
        yield check
    finally:
        signal.signal(signal.SIGINT, before)
