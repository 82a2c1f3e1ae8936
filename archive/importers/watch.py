"""Helper processes that do not outlive the run that started them."""

import multiprocessing
import os
import threading


def end_with_parent() -> None:
    """Watch, in a helper, for the end of the run; also one that was killed takes its helpers along."""
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
