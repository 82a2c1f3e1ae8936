"""The supervisor, with small processes in the place of web server, worker and scheduler."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dimensions.embedded.supervisor import Service, ServiceFailedError, Supervisor
from tests.benchmarks.memory import family_of
from tests.magazine import wait_until

SLEEPS = "import time; print('awake', flush=True); time.sleep(60)"
IGNORES_TERM = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPS}"


def python(name: str, code: str) -> Service:
    return Service(name, [sys.executable, "-c", code])


def run_until(supervisor: Supervisor, enough) -> None:
    """Run the supervisor and stop it as soon as something has happened (or not, in ten seconds)."""

    def watch() -> None:
        deadline = time.monotonic() + 10
        while not enough() and time.monotonic() < deadline:
            time.sleep(0.02)
        supervisor.stopping.set()

    watcher = threading.Thread(target=watch)
    watcher.start()
    supervisor.run(is_ready=lambda: True, when_ready=lambda: supervisor.say("ready"))
    watcher.join()


def test_output_carries_the_name_of_the_service():
    said: list[str] = []
    run_until(Supervisor([python("web", SLEEPS)], said.append), lambda: len(said) == 2)

    assert sorted(said) == ["       web | awake", "ready"]


def test_what_dies_at_the_start_ends_everything():
    steady = python("worker", SLEEPS)
    supervisor = Supervisor([steady, python("web", "raise SystemExit(3)")], lambda line: None)

    with pytest.raises(ServiceFailedError, match="web"):
        supervisor.run(is_ready=lambda: False, when_ready=lambda: None)

    assert not steady.is_running


def test_what_dies_later_is_started_again(tmp_path: Path):
    births = tmp_path / "births"
    service = python("worker", f"open({str(births)!r}, 'a').write('x')")
    run_until(Supervisor([service], lambda line: None), lambda: births.exists() and births.read_text() == "xx")

    assert births.read_text() == "xx"


def test_the_pause_grows_with_every_death():
    service = python("worker", "raise SystemExit(1)")
    supervisor = Supervisor([service], lambda line: None)
    run_until(supervisor, lambda: service.pause >= 4)

    assert service.pause == 4


def test_what_ignores_the_polite_request_is_ended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("dimensions.embedded.supervisor.SECONDS_TO_STOP", 0.3)
    said: list[str] = []
    service = python("worker", IGNORES_TERM)
    run_until(Supervisor([service], said.append), lambda: "    worker | awake" in said)

    assert not service.is_running


def test_grandchildren_are_ended_too(tmp_path: Path):
    note = tmp_path / "pid"
    parent = (
        "import subprocess, sys, time; "
        f"child = subprocess.Popen([sys.executable, '-c', {SLEEPS!r}]); "
        f"open({str(note)!r}, 'w').write(str(child.pid)); time.sleep(60)"
    )
    run_until(Supervisor([python("web", parent)], lambda line: None), lambda: note.exists() and note.read_text())

    with pytest.raises(ProcessLookupError):
        wait_for_end(int(note.read_text()))


CHILD = (
    "import subprocess, sys, time; child = subprocess.Popen([sys.executable, '-c', sys.argv[1]]); "
    "open(sys.argv[2], 'a').write(f'{child.pid} '); time.sleep(60)"
)
FAMILY = """
import sys
from dimensions.embedded.supervisor import Service, Supervisor
services = [Service(name, [sys.executable, "-c", *sys.argv[1:]]) for name in ("web", "background")]
Supervisor(services, lambda line: None).run(is_ready=lambda: True, when_ready=lambda: None)
"""


@pytest.mark.parametrize("code", [SLEEPS, IGNORES_TERM], ids=["polite", "ignores the polite request"])
def test_a_supervisor_that_is_killed_leaves_nothing_behind(tmp_path: Path, code: str):
    note = tmp_path / "pids"
    supervisor = subprocess.Popen([sys.executable, "-c", FAMILY, CHILD, code, str(note)])
    wait_until(
        lambda: note.exists() and len(note.read_text().split()) == 2, seconds=60, what="The start of the services"
    )
    family = family_of(supervisor.pid)[1:]
    assert len(family) == 5  # two services, what each started, and the guard
    supervisor.kill()
    supervisor.wait()
    for pid in [*family, *map(int, note.read_text().split())]:
        with pytest.raises((ProcessLookupError, FileNotFoundError)):
            wait_for_end(pid)


def test_a_guard_that_is_gone_is_no_reason_to_stop():
    said: list[str] = []
    supervisor = Supervisor([python("web", SLEEPS)], said.append)

    def guard_is_gone() -> bool:
        if supervisor.guard and not said.count("gone"):
            supervisor.guard.process.kill()
            supervisor.guard.process.wait()
            said.append("gone")
        return "       web | awake" in said

    run_until(supervisor, guard_is_gone)
    assert "       web | awake" in said
    assert not supervisor.services[0].is_running


def wait_for_end(pid: int) -> None:
    """Raise ProcessLookupError if the process is gone; a killed one takes a moment to be reaped."""
    for _ in range(1500):
        os.kill(pid, 0)
        if Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
            raise ProcessLookupError
        time.sleep(0.02)
