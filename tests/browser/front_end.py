"""The example front end, on a port of its own."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from tests.magazine import CHECKOUT
from tests.stack.program import running


@contextmanager
def serving_front_end(port: int, *, api: str, log: Path) -> Iterator[str]:
    """Serve the example of a front end for a magazine, and yield its address."""
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, CHECKOUT / "examples/headless/serve.py", "--api", api, "--port", str(port)]
    with running(command, output=log, is_up=lambda: _answers(url)):
        yield url


def _answers(url: str) -> bool:
    try:
        urlopen(url, timeout=5).close()
    except OSError:
        return False
    return True
