"""Load on a server: wrk where it is installed (https://github.com/wg/wrk), else threads of Python."""

import http.client
import re
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from tests.benchmarks.servers import CLIENTS, pinned

CONNECTIONS = 32
THREADS = 8


def rate(url: str, headers: dict[str, str], *, seconds: float) -> float:
    """Return the requests per second that a server answers. Raise ValueError if some are errors."""
    if program := shutil.which("wrk"):
        return _by_wrk(program, url, seconds, headers)
    return _by_threads(url, seconds, headers)


def _by_wrk(program: str, url: str, seconds: float, headers: dict[str, str]) -> float:
    lines = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = [program, "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", *lines, url]
    told = subprocess.run(
        pinned(CLIENTS, *command), capture_output=True, text=True, check=True, timeout=seconds + 60
    ).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise ValueError(f"{url} answered with errors: {told}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])  # type: ignore[index]  # wrk always prints it


def _by_threads(url: str, seconds: float, headers: dict[str, str]) -> float:
    """Ask with as many threads; a client in Python measures itself more than a fast server."""
    end = time.perf_counter() + seconds

    def ask(_number: int) -> int:
        answers = 0
        while time.perf_counter() < end:
            get(url, headers)
            answers += 1
        return answers

    with ThreadPoolExecutor(THREADS) as readers:
        return sum(readers.map(ask, range(THREADS))) / seconds


def get(url: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
    """Send one request; return status, headers in lower case, and body."""
    address = urlsplit(url)
    wire = http.client.HTTPConnection(address.netloc, timeout=60)
    try:
        target = f"{address.path}?{address.query}" if address.query else address.path
        wire.request("GET", target, headers=headers or {})
        answer = wire.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        wire.close()
