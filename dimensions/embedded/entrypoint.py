"""Run web server and background work together: `python -m dimensions.embedded.entrypoint HOST PORT`.

It runs as long as the magazine, so it does not load Django, which would take ten times the memory.
"""

import os
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

from dimensions.embedded.supervisor import Service, ServiceFailedError, Supervisor
from dimensions.shutdown import STOP_SIGNALS, stopped_by_signals

CHECKOUT = Path(__file__).resolve().parents[2]
WEB_THREADS = 4
ANY_HOST = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - maps listening addresses to reachable ones
SECONDS_TO_ANSWER = 5.0
# A shell that became this process may have left children that do not end.
SECONDS_FOR_HELPERS = 1.0
# For glibc: a large block, such as a picture being resized, is returned to the system when it is freed.
# Otherwise each thread keeps the memory it once got (https://man7.org/linux/man-pages/man3/mallopt.3.html).
MEMORY = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": str(1024 * 1024)}
# What to print when the magazine answers; a variable, because others can read a command line.
WELCOME = "DIMENSIONS_WELCOME"


def network_location(host: str, port: int) -> str:
    """Return host and port for URLs by which this machine reaches the magazine."""
    name = ANY_HOST.get(host, host)
    return f"[{name}]:{port}" if ":" in name else f"{name}:{port}"


def manage(*arguments: str) -> list[str]:
    """Return the command line of an administrative command."""
    return [sys.executable, str(CHECKOUT / "manage.py"), *arguments]


def services(host: str, port: int) -> list[Service]:
    """Return the processes of a magazine."""
    web = [
        *(sys.executable, "-m", "granian", "dimensions.wsgi:application", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--no-ws", "--blocking-threads", str(WEB_THREADS)),
        *("--log-level", "warning", "--workers-kill-timeout", "3", "--working-dir", str(CHECKOUT)),
    ]
    return [Service("web", web), Service("background", manage("background"))]


def answers(host: str, port: int) -> bool:
    """Return whether the magazine answers, with any status."""
    request = f"GET /health/ HTTP/1.0\r\nHost: {network_location(host, port)}\r\n\r\n"
    try:
        with socket.create_connection((ANY_HOST.get(host, host), port), SECONDS_TO_ANSWER) as connection:
            connection.sendall(request.encode())
            return bool(connection.recv(1))
    except OSError:
        return False


def take_over(host: str, port: int, welcome: str) -> None:
    """Replace the process that prepared the magazine by this module."""
    # A signal to stop while it loads is handled as soon as it has loaded.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    os.chdir(CHECKOUT)
    os.environ.update({**MEMORY, **os.environ, WELCOME: welcome})
    os.execv(sys.executable, [sys.executable, "-m", __name__, host, str(port)])  # noqa: S606 - our own module


def collect_helpers() -> None:
    """Wait for the child processes of the preparation, which end with it: nobody else collects them."""
    deadline = time.monotonic() + SECONDS_FOR_HELPERS
    with suppress(ChildProcessError):  # no child is left
        while time.monotonic() < deadline:
            os.waitpid(-1, os.WNOHANG)
            time.sleep(0.01)


def say(line: str) -> None:
    """Print at once, without buffering."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(host: str, port: int) -> None:
    """Serve the magazine until a signal stops it."""
    collect_helpers()
    welcome = os.environ.pop(WELCOME, "")
    supervisor = Supervisor(services(host, port), say)
    with stopped_by_signals(supervisor.stopping):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
        try:
            supervisor.run(is_ready=lambda: answers(host, port), when_ready=lambda: say(welcome))
        except ServiceFailedError as error:
            sys.exit(str(error))
        say("Stopped.")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
