"""Fixtures of all tests: files of their own, and no silent skips in continuous integration."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tests.database import django_db_modify_db_settings, django_db_setup, migrated
from tests.magazine import magazine, prepared_data

__all__ = ["django_db_modify_db_settings", "django_db_setup", "magazine", "migrated", "prepared_data"]


@pytest.fixture(autouse=True)
def _own_media_folder(tmp_path: Path) -> Iterator[None]:
    """Use a media folder that is removed after each test."""
    folders = {name: tmp_path / name for name in ("MEDIA_ROOT", "GATED_ROOT", "EMAIL_FILE_PATH")}
    with override_settings(**folders):
        yield


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With CI=true, count skipped tests as failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
