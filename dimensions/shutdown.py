"""Requests to stop, from a signal or another thread."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue

# Ctrl-C, a polite request, and a closed terminal.
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequest:
    """Like threading.Event, but safe to set in a signal handler.

    An Event could wait there for a lock that the interrupted code holds; a SimpleQueue is reentrant
    (https://docs.python.org/3/library/queue.html#queue.SimpleQueue.put).
    """

    def __init__(self) -> None:
        self._requests: SimpleQueue[None] = SimpleQueue()

    def set(self) -> None:
        """Request the stop."""
        self._requests.put(None)

    def is_set(self) -> bool:
        """Return whether a stop was requested."""
        return not self._requests.empty()

    def wait(self, seconds: float) -> bool:
        """Sleep that long, or until a stop is requested; return whether it was."""
        try:
            self._requests.get(timeout=max(0.0, seconds))
        except Empty:
            return False
        self.set()
        return True


@contextmanager
def stopped_by_signals(request: StopRequest) -> Iterator[None]:
    """Turn the signals that end a process into a stop request, within the context."""
    before = {number: signal.signal(number, lambda *_: request.set()) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
