"""Prepare issues in processes of their own, one for each issue.

A PDF that brings its process down, or keeps it busy without end, costs that issue and no other.
"""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pickle import UnpicklingError
from typing import Generic, TypeVar

from archive.importers.extraction import extract as preparing
from archive.importers.extraction.extract import ExtractedIssue, Work, extract
from archive.importers.parsing.records import Problem

PATIENCE = 300  # seconds for one page: reading a dense scan takes less than ocr.SECONDS
CRASHED = (
    "{name} brought down the process that read it, perhaps for want of memory: save it again "
    "in a PDF program, or try again with --jobs 1."
)
STUCK = (
    "{name} was given up: no page of it was done in {patience:g} seconds. Save it again in a PDF program, "
    "or allow more with --patience."
)
NOT_STARTED = "no process could be started to read its PDF ({error}): end other programs and import again."
Job = TypeVar("Job")


@dataclass
class _Helper(Generic[Job]):
    """A process at work on one issue, and when it was last heard of."""

    job: Job
    work: Work
    process: BaseProcess
    messages: Connection
    heard: float = field(default_factory=time.monotonic)

    def answer(self) -> ExtractedIssue | None:
        """Return the result, once the job is done or has crashed."""
        self.heard = time.monotonic()
        try:
            made: ExtractedIssue | None = self.messages.recv()
        except (EOFError, OSError, UnpicklingError):  # it ended, perhaps in the middle of a word
            return self.failed(CRASHED)
        return made

    def failed(self, text: str, **values: float) -> ExtractedIssue:
        """Return the answer of a helper that has none."""
        told = text.format(name=self.work.record.pdf.name, **values)
        return ExtractedIssue(problems=(Problem(self.work.record.place, told),))

    def end(self) -> None:
        """Leave no process behind."""
        self.process.kill()
        self.process.join()
        self.messages.close()


def side_by_side(
    jobs: Iterable[tuple[Job, Work]], *, processes: int, patience: float
) -> Generator[tuple[Job, ExtractedIssue], None, None]:
    """Yield each job with its result, in the order of completion."""
    helpers: list[_Helper[Job]] = []
    try:
        for job, work in jobs:
            while len(helpers) >= processes:
                yield from _done(helpers, patience)
            try:
                helpers.append(_begun(job, work))
            except (OSError, EOFError) as error:
                yield job, ExtractedIssue(problems=(Problem(work.record.place, NOT_STARTED.format(error=error)),))
        while helpers:
            yield from _done(helpers, patience)
    finally:
        for helper in helpers:
            helper.end()


def _begun(job: Job, work: Work) -> _Helper[Job]:
    """Start a helper, which shares neither the lock nor the database connection of this process."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([preparing.__name__])
    _without_interrupts(forkserver.ensure_running)
    messages, sender = context.Pipe(duplex=False)
    process = context.Process(target=_help, args=(sender, work), daemon=True)
    process.start()
    sender.close()  # so that the end of the helper is the end of its messages
    return _Helper(job, work, process, messages)


def _without_interrupts(start: Callable[[], object]) -> None:
    """Start a process that ignores Ctrl-C, which reaches all processes of a terminal."""
    if threading.current_thread() is not threading.main_thread():
        start()
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        start()
    finally:
        signal.signal(signal.SIGINT, before)


def _done(helpers: list[_Helper[Job]], patience: float) -> Iterator[tuple[Job, ExtractedIssue]]:
    """Wait for a message, or until a helper has been silent for too long; yield the results."""
    silent = min(helper.heard for helper in helpers) + patience - time.monotonic()
    ready = wait([helper.messages for helper in helpers], timeout=max(0.0, silent))
    for helper in list(helpers):
        prepared = helper.answer() if helper.messages in ready else None
        if prepared is None and time.monotonic() - helper.heard > patience:
            prepared = helper.failed(STUCK, patience=patience)
        if prepared is not None:
            helpers.remove(helper)
            helper.end()
            yield helper.job, prepared


def _help(sender: Connection, work: Work) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    sender.send(extract(work, beat=lambda: sender.send(None)))


def _end_with_parent() -> None:
    """Watch for the end of the run: if it is killed, its helpers end too."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
