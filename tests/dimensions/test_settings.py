"""Production settings: missing ones are named, and the table in the documentation is complete."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dimensions.settings.environment import Environment
from tests.magazine import CHECKOUT, clean_environment, manage

PRODUCTION = "dimensions.settings.base"
NEEDED = {"SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "magazine.example", "SITE_URL": "https://magazine.example"}


@pytest.mark.parametrize("missing", NEEDED)
def test_a_command_names_the_missing_setting(missing: str, tmp_path: Path):
    given = {name: value for name, value in NEEDED.items() if name != missing}
    result = manage("check", data=tmp_path, settings=PRODUCTION, check=False, **given)

    assert result.returncode == 1
    assert f"The environment variable {missing} is not set" in result.stderr


def test_the_web_server_names_all_missing_settings(tmp_path: Path):
    result = subprocess.run(
        [sys.executable, "-c", "import dimensions.wsgi"],
        cwd=CHECKOUT,
        env=clean_environment(DIMENSIONS_DATA=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1
    for name in NEEDED:
        assert f"The environment variable {name} is not set" in result.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TRUSTED_PROXIES", "abc", "TRUSTED_PROXIES is “abc”: give it a whole number, such as 1."),
        ("SECURE_HSTS_SECONDS", "a year", "SECURE_HSTS_SECONDS is “a year”: give it a whole number"),
        ("SECURE_SSL_REDIRECT", "ja", "SECURE_SSL_REDIRECT is “ja”: give it true or false."),
        ("STAFF_NEEDS_SECOND_FACTOR", "", "STAFF_NEEDS_SECOND_FACTOR is “”: give it true or false."),
    ],
)
def test_a_value_of_another_kind_is_named_with_its_cure(tmp_path: Path, name: str, value: str, said: str):
    result = manage("check", data=tmp_path, settings=PRODUCTION, check=False, **NEEDED, **{name: value})
    assert result.returncode == 1
    assert result.stderr.strip().startswith(said)


@pytest.mark.parametrize(("value", "means"), [("Yes", True), ("off", False), (" 1 ", True)])
def test_words_that_mean_yes_or_no(monkeypatch: pytest.MonkeyPatch, value: str, means: bool):
    monkeypatch.setenv("PAGE_STORE", value)
    assert Environment().bool("PAGE_STORE") is means


def test_static_files_can_be_collected_without_them(tmp_path: Path):
    result = manage("collectstatic", "--dry-run", "--no-input", data=tmp_path, settings=PRODUCTION, check=False)

    assert result.returncode == 0, result.stderr


def test_errors_go_by_mail_to_nobody_unless_somebody_is_named(settings):
    assert settings.ADMINS == []


def variables_read() -> set[str]:
    """Return the environment variables that the settings read."""
    source = "".join(path.read_text() for path in (CHECKOUT / "dimensions" / "settings").glob("*.py"))
    return set(re.findall(r'\benv(?:\.\w+)?\(\s*"(\w+)"', source))


def variables_documented() -> set[str]:
    """Return the first column of the table of variables."""
    return set(re.findall(r"^\| `(\w+)` \|", (CHECKOUT / "docs" / "operations.md").read_text(), re.MULTILINE))


def test_every_variable_is_documented_and_no_other():
    assert variables_documented() == variables_read()
