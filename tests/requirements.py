"""Programs that some tests need beside what pip installs."""

import os
from typing import NoReturn

import pytest


def skip_without(reason: str) -> NoReturn:
    """Skip the test, or fail where everything has to be installed."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
