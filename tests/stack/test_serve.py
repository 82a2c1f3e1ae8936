"""`manage.py serve`, as the person at the screen meets it."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.memory import command_of, family_of
from tests.magazine import CHECKOUT, Magazine, clean_environment, free_port, manage, serving, wait_until


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
        children = family_of(magazine.process.pid)[1:]
        assert len(children) >= 3, "web server with its worker, background worker and scheduler"

        magazine.process.send_signal(number)

        assert magazine.process.wait(20) == 0
        assert not [pid for pid in children if is_alive(pid)]
    assert magazine.log.read_text().rstrip().endswith("Stopped.")


def test_a_magazine_that_is_killed_leaves_nothing_behind(prepared_copy: Path):
    with serving(prepared_copy) as magazine:
        children = family_of(magazine.process.pid)[1:]
        magazine.process.kill()
        magazine.process.wait(20)
        wait_until(lambda: not any(map(is_alive, children)), seconds=60, what="The end of what serve had started")


def find(command: str, magazine: Magazine) -> list[int]:
    return [pid for pid in family_of(magazine.process.pid) if command in command_of(pid)]


def test_the_web_server_is_started_again_when_it_dies(magazine: Magazine):
    os.kill(find("granian", magazine)[0], signal.SIGKILL)

    wait_until(lambda: not magazine.answers(), seconds=10, what="The end of the web server")
    wait_until(magazine.answers, seconds=30, what="The return of the web server")
    assert "web | ended unexpectedly" in magazine.log.read_text()


def test_worker_and_scheduler_are_started_again_when_they_die(magazine: Magazine):
    before = find("manage.py background", magazine)
    os.kill(before[0], signal.SIGKILL)

    def is_another() -> bool:
        return bool(set(find("manage.py background", magazine)) - set(before))

    wait_until(is_another, seconds=30, what="The return of worker and scheduler")
    assert "background | ended unexpectedly" in magazine.log.read_text()


def test_a_service_that_cannot_start_gets_a_sentence(tmp_path: Path):
    result = subprocess.run(
        [sys.executable, "-m", "dimensions.embedded.entrypoint", "127.0.0.1", str(free_port())],
        cwd=CHECKOUT,
        env=clean_environment(DJANGO_SETTINGS_MODULE="nowhere", DIMENSIONS_DATA=str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 1
    assert re.fullmatch(r"The \w+ process ended while the magazine was starting\.\n", result.stderr)


def test_what_watches_over_the_others_needs_no_django():
    script = "import sys, dimensions.embedded.entrypoint; sys.exit('django' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], cwd=CHECKOUT, check=True)


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
