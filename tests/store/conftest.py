"""A separate store for each test."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.factories import make_site
from tests.store.reader import Site, commit


@pytest.fixture
def store(settings: LazySettings, tmp_path: Path) -> Path:
    """The folder of a store that is switched on."""
    settings.PAGE_STORE = settings.PAGE_STORE_RECORDS_CHANGES = True
    settings.PAGE_STORE_ROOT = tmp_path / "store"
    return tmp_path / "store"


@pytest.fixture
def site(store: Path, db: None) -> Site:
    """A magazine with a front page; nothing is stored yet."""
    make_site()
    commit()
    return Site()
