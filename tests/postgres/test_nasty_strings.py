"""What nobody should type is no server error on PostgreSQL either, which refuses more than SQLite does."""

import os
import subprocess
import sys

import pytest

from tests.magazine import CHECKOUT
from tests.postgres.cluster import NO_POSTGRESQL, as_superuser, cluster, find_postgresql


def test_the_same_strings_at_the_same_addresses():
    programs = find_postgresql()
    if not programs:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(NO_POSTGRESQL)
    with cluster(programs) as url:
        command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "tests/nasty"]
        environment = os.environ | {"DATABASE_URL": as_superuser(url)}
        done = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]
