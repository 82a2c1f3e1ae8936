"""The keeper: a thread of each web process that follows the database and renders ahead."""

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

# How soon a change that another machine has made is noticed, in seconds; it must show within one.
PAUSE = 0.25
# After so many pauses without a change, the pages that are read most are rendered again.
PAUSES_OF_QUIET = 2
MOST_READ = 20
# A page that somebody waited for is rendered ahead in so many generations.
GENERATIONS_AHEAD = 8
AHEAD = "dimensions.rendered_ahead"
# What a page is asked for with.
OF_A_PAGE = (
    *("SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL"),
    *("HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "wsgi.url_scheme", "wsgi.version", "wsgi.errors"),
)


class Popularity:
    """Which pages readers had to wait for; each is rendered ahead in the generations that follow."""

    def __init__(self) -> None:
        self._generations_left: Counter[tuple[tuple[str, Any], ...]] = Counter()
        self._lock = threading.Lock()

    def count(self, environ: Environ) -> None:
        """Count a page that somebody has waited for."""
        if AHEAD in environ:
            return
        page = tuple((name, environ[name]) for name in OF_A_PAGE if name in environ)
        with self._lock:
            self._generations_left[page] += GENERATIONS_AHEAD

    def most_read(self) -> list[Environ]:
        """Return requests for the pages that are waited for most; what nobody asks for any more drops out."""
        with self._lock:
            first = [page for page, _ in self._generations_left.most_common(MOST_READ)]
            self._generations_left -= Counter(dict.fromkeys(self._generations_left, 1))
        return [dict(page) for page in first]


class Follower(threading.Thread):
    """Keeps the store of this machine at what the database says."""

    def __init__(self, popularity: Popularity, render: Callable[[Environ, Any], Iterable[bytes]]) -> None:
        super().__init__(name="page store", daemon=True)
        self.popularity, self.render = popularity, render
        self.stopping = threading.Event()
        self.generation, self.quiet_for = "", 0

    def run(self) -> None:
        """Look after the store until the process ends; a database that does not answer is asked again."""
        while not self.stopping.wait(PAUSE):
            close_old_connections()
            try:
                self.look()
            except (OperationalError, InterfaceError, OSError) as error:
                logger.warning("The page store cannot follow, trying again: %s", error)
            except Exception:
                logger.exception("The page store goes on after an error.")

    def look(self) -> None:
        """Follow the database; end the generation in which a moment has come; use quiet to render ahead."""
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
        """Render what is read most, as long as it would still be read."""
        for page in self.popularity.most_read():
            if generations.served_generation() != generation or self.stopping.is_set():
                return
            list(self.render(page | request_ahead(), lambda status, headers, exc_info=None: None))


def request_ahead() -> Environ:
    """Return what a request of nobody in particular consists of (PEP 3333)."""
    return {
        "REQUEST_METHOD": "GET",
        "wsgi.input": io.BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        AHEAD: True,
    }
