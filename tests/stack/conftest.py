import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stack.through_nginx import application, nginx_client

__all__ = ["application", "nginx_client", "prepared_copy"]


@pytest.fixture
def prepared_copy(prepared_data: Path, tmp_path: Path) -> Iterator[Path]:
    """A data folder that a test may start and stop a magazine on."""
    copy = tmp_path / "data"
    shutil.copytree(prepared_data, copy)
    yield copy
    shutil.rmtree(copy)
