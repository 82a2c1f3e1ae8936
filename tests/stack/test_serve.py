"""`manage.py serve`, as the person at the screen meets it."""

import os
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from tests.magazine import Magazine, manage, serving, wait_until


def processes_of(group_leader: int) -> list[int]:
    """Give the processes that a process started, and theirs."""
    listing = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(pid): int(parent) for pid, parent in (line.split() for line in listing.splitlines())}
    found = [group_leader]
    for ancestor in found:
        found += [pid for pid, parent in parents.items() if parent == ancestor]
    return found[1:]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_busy_port_gets_a_sentence(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        result = manage("serve", "--port", str(port), data=tmp_path, check=False)

    assert result.returncode == 1
    assert f"Port {port} is in use by another program" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_unusable_data_folder_gets_a_sentence(tmp_path: Path):
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "data"

    result = manage("serve", data=folder, check=False)

    assert result.returncode == 1
    assert f"The data folder {folder} cannot be written" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything(prepared_copy: Path, number: signal.Signals):
    with serving(prepared_copy) as magazine:
        children = processes_of(magazine.process.pid)
        assert len(children) >= 4, "web server with its worker, background worker, scheduler"

        magazine.process.send_signal(number)

        assert magazine.process.wait(20) == 0
        assert not [pid for pid in children if is_alive(pid)]
    assert magazine.log.read_text().rstrip().endswith("Stopped.")


def test_a_service_that_dies_is_started_again(magazine: Magazine):
    web = next(pid for pid in processes_of(magazine.process.pid) if "granian" in command_of(pid))

    os.kill(web, signal.SIGKILL)

    wait_until(lambda: not magazine.answers(), seconds=10, what="The end of the web server")
    wait_until(magazine.answers, seconds=30, what="The return of the web server")
    assert "web | ended unexpectedly" in magazine.log.read_text()


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


def test_a_second_start_prepares_nothing_again(prepared_copy: Path):
    with serving(prepared_copy) as magazine:
        log = magazine.log.read_text()

    assert "Loading the sample magazine" not in log
    assert "Collecting static files" not in log


def test_static_files_of_the_editor_are_served(magazine: Magazine):
    assert magazine.answers("/admin/login/")
    assert magazine.answers(manage_static_url(magazine))


def manage_static_url(magazine: Magazine) -> str:
    script = "from django.templatetags.static import static; print(static('wagtailadmin/css/core.css'))"
    return magazine.manage("shell", "--verbosity", "0", "--command", script).strip()
