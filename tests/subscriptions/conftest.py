"""A magazine with a museum whose staff are members."""

import pytest

from tests.factories import make_site


@pytest.fixture(autouse=True)
def _site(db):
    make_site()
