"""Start processes, show their output, restart those that die, and stop them together."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO

from dimensions.embedded.guard import Guard
from dimensions.shutdown import StopRequest, stopped_by_signals

TICK = 0.2
SECONDS_TO_STOP = 5.0
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
# A process that has run this long is taken to have recovered.
STEADY_AFTER = 60.0


class ServiceFailedError(Exception):
    """A process ended before the magazine was ready."""


@dataclass
class Service:
    """One process to keep running."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[str] | None = field(default=None, init=False)
    started_at: float = field(default=0.0, init=False)
    restart_at: float = field(default=0.0, init=False)
    pause: float = field(default=FIRST_PAUSE, init=False)

    @property
    def is_running(self) -> bool:
        """Return whether its process is alive."""
        return self.process is not None and self.process.poll() is None


class Supervisor:
    """Keeps services running until a signal stops it."""

    def __init__(self, services: Sequence[Service], say: Callable[[str], object]) -> None:
        self.services = services
        self.say = say
        self.stopping = StopRequest()
        self.guard: Guard | None = None

    def run(self, *, is_ready: Callable[[], bool], when_ready: Callable[[], object]) -> None:
        """Run until a signal stops it. Raise ServiceFailedError if a service does not start."""
        with stopped_by_signals(self.stopping):
            self.guard = Guard()
            try:
                for service in self.services:
                    self._start(service)
                self._wait_until(is_ready)
                if not self.stopping.is_set():
                    when_ready()
                while not self.stopping.wait(TICK):
                    self._revive()
            finally:
                self._stop_all()
                self.guard.dismiss()

    def _start(self, service: Service) -> None:
        # A session of its own shields it from the terminal's Ctrl-C: the supervisor stops it in order.
        service.process = subprocess.Popen(  # noqa: S603 - the command is our own
            service.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        if self.guard:
            self.guard.watch(service.process.pid)
        service.started_at, service.restart_at = time.monotonic(), 0.0
        threading.Thread(target=self._pass_on, args=(service, service.process.stdout), daemon=True).start()

    def _pass_on(self, service: Service, output: IO[str]) -> None:
        with output:
            for line in output:
                if not self.stopping.is_set():
                    self.say(f"{service.name:>10} | {line.rstrip()}")

    def _wait_until(self, is_ready: Callable[[], bool]) -> None:
        while not self.stopping.wait(TICK) and not is_ready():
            for service in self.services:
                if not service.is_running:
                    raise ServiceFailedError(f"The {service.name} process ended while the magazine was starting.")

    def _revive(self) -> None:
        now = time.monotonic()
        for service in self.services:
            if service.restart_at and now >= service.restart_at:
                self._start(service)
            elif not service.restart_at and not service.is_running:
                self._plan_restart(service, now)

    def _plan_restart(self, service: Service, now: float) -> None:
        """Wait a little longer each time, so that a broken service does not keep the machine busy."""
        self._kill(service)
        if now - service.started_at > STEADY_AFTER:
            service.pause = FIRST_PAUSE
        service.restart_at = now + service.pause
        self.say(f"{service.name:>10} | ended unexpectedly; starting again in {service.pause:.0f} s")
        service.pause = min(service.pause * 2, LONGEST_PAUSE)

    def _stop_all(self) -> None:
        self.stopping.set()
        for service in self.services:
            if service.process and service.is_running:
                service.process.terminate()
        deadline = time.monotonic() + SECONDS_TO_STOP
        for service in self.services:
            # A service that waits for its restart has already been ended.
            if service.process and not service.restart_at:
                with suppress(subprocess.TimeoutExpired):
                    service.process.wait(max(0.0, deadline - time.monotonic()))
                self._kill(service)

    def _kill(self, service: Service) -> None:
        """Kill the whole process group: a process may be gone while one of its children is not."""
        if service.process:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(service.process.pid, signal.SIGKILL)
            service.process.wait()
            if self.guard:
                self.guard.forget(service.process.pid)
