"""The systemd units run the commands of the operations page, and nothing shipped listens on all interfaces."""

import re
import shutil
import subprocess
import sys
from configparser import ConfigParser, SectionProxy
from pathlib import Path

import pytest

from tests.magazine import CHECKOUT

UNITS = sorted((CHECKOUT / "deploy" / "systemd").glob("*.service"))
PAGE = (CHECKOUT / "docs" / "operations.md").read_text()


def service(unit: Path) -> SectionProxy:
    parser = ConfigParser(interpolation=None)
    parser.read(unit)
    return parser["Service"]


def test_each_process_has_its_unit():
    processes = re.findall(r"^\| (web|worker|scheduler) \|", PAGE, re.MULTILINE)
    assert [unit.stem for unit in UNITS] == sorted(f"dimensions-{name}" for name in processes)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_runs_the_command_of_the_page(unit):
    command = service(unit)["ExecStart"].removeprefix("/srv/dimensions/.venv/bin/")
    assert f"`{command}`" in PAGE
    assert service(unit)["EnvironmentFile"] in PAGE
    assert service(unit)["Restart"] == "always"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_understands_it(unit, tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not installed.")
    text = unit.read_text().replace("/srv/dimensions/.venv/bin", str(Path(sys.executable).parent))
    (tmp_path / unit.name).write_text(text.replace("User=dimensions", "User=root"))
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / unit.name], capture_output=True, text=True, check=False
    )
    assert unit.name not in checked.stderr
    assert checked.returncode == 0, checked.stderr


SHIPPED = [path for path in (CHECKOUT / "deploy").rglob("*") if path.is_file()]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_only_the_web_server_listens_to_the_world(path):
    text = path.read_text()
    assert "0.0.0.0" not in text  # noqa: S104 - asserts its absence
    for address in re.findall(r"(?:server|proxy_pass http://|reverse_proxy|--host) ([\d.:]+);?", text):
        assert address.startswith("127.0.0.1")
