"""Nasty strings cause no server error on PostgreSQL either, which refuses more than SQLite does."""

import os
import subprocess
import sys

import pytest

from tests.magazine import CHECKOUT
from tests.postgres.cluster import NO_POSTGRESQL, as_superuser, cluster, find_postgresql
from tests.requirements import skip_without


@pytest.mark.parametrize("place", ["site", "desk"])
def test_the_same_strings_at_the_same_addresses(place: str):
    programs = find_postgresql()
    if not programs:
        skip_without(NO_POSTGRESQL)
    with cluster(programs, has_tables=True) as url:
        command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-k", place, "tests/nasty"]
        environment = os.environ | {"DATABASE_URL": as_superuser(url), "DATABASE_TEMPLATE": "magazine"}
        done = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]
