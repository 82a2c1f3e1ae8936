"""A thread of each web process that follows the generations of the database and renders ahead."""

import io
import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.db import InterfaceError, OperationalError, close_old_connections

from page_store import invalidation
from page_store.storage import generations
from page_store.storage.expiry import has_expired

logger = logging.getLogger(__name__)

Environ = dict[str, Any]

# Seconds between two looks: a change that another machine has made must show within one.
PAUSE = 0.25
# After so many pauses without a change, the most requested pages are rendered ahead.
PAUSES_OF_QUIET = 2
MOST_RENDERED_AHEAD = 20
# For how many generations a page is rendered ahead after a reader has waited for it.
GENERATIONS_AHEAD = 8
AHEAD = "page_store.rendered_ahead"
# The part of a WSGI environ (PEP 3333) that makes a page.
PAGE_ENVIRON = (
    *("SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL"),
    *("HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "wsgi.url_scheme", "wsgi.version", "wsgi.errors"),
)


class Popularity:
    """Counts the pages that readers had to wait for; each is rendered ahead in the generations that follow."""

    def __init__(self) -> None:
        self._generations_left: Counter[tuple[tuple[str, Any], ...]] = Counter()
        self._lock = threading.Lock()

    def count(self, environ: Environ) -> None:
        """Count a page that a reader has waited for; one that was rendered ahead does not count."""
        if AHEAD in environ:
            return
        page = tuple((name, environ[name]) for name in PAGE_ENVIRON if name in environ)
        with self._lock:
            self._generations_left[page] += GENERATIONS_AHEAD

    def most_requested(self) -> list[Environ]:
        """Return requests for the most requested pages; those no longer requested drop out."""
        with self._lock:
            first = [page for page, _ in self._generations_left.most_common(MOST_RENDERED_AHEAD)]
            self._generations_left -= Counter(dict.fromkeys(self._generations_left, 1))
        return [dict(page) for page in first]


class Follower(threading.Thread):
    """Keeps the store of this machine at the newest generation of the database."""

    def __init__(self, popularity: Popularity, render: Callable[[Environ, Any], Iterable[bytes]]) -> None:
        super().__init__(name="page store", daemon=True)
        self.popularity, self.render = popularity, render
        self.stopping = threading.Event()
        self.generation, self.quiet_for = "", 0

    def run(self) -> None:
        """Follow until the process ends; a database that does not answer is tried again."""
        while not self.stopping.wait(PAUSE):
            close_old_connections()
            try:
                self.follow()
            except (OperationalError, InterfaceError, OSError) as error:
                logger.warning("The page store cannot follow, trying again: %s", error)
            except Exception:
                logger.exception("The page store goes on after an error.")

    def follow(self) -> None:
        """Switch to the newest generation, end one that has expired, and render ahead when nothing changes."""
        generation = generations.current_generation()
        if has_expired(generations.root() / generation):
            invalidation.record_change()
            generation = generations.current_generation()
        self.quiet_for = self.quiet_for + 1 if generation == self.generation else 0
        self.generation = generation
        if self.quiet_for == PAUSES_OF_QUIET:
            generations.remove_dead()
            self.render_ahead(generation)

    def render_ahead(self, generation: str) -> None:
        """Render the most requested pages, as long as their generation is served."""
        for page in self.popularity.most_requested():
            if generations.served_generation() != generation or self.stopping.is_set():
                return
            list(self.render(page | anonymous_environ(), lambda status, headers, exc_info=None: None))


def anonymous_environ() -> Environ:
    """Return the rest of a WSGI environ (PEP 3333), of a GET request without cookies."""
    return {
        "REQUEST_METHOD": "GET",
        "wsgi.input": io.BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        AHEAD: True,
    }
