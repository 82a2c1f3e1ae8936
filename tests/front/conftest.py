"""What the tests of the public pages share."""

import pytest
from django.test import Client

from tests.factories import make_site


@pytest.fixture
def reader(client: Client, db: None) -> Client:
    """Somebody without a log-in who visits the magazine."""
    make_site()
    return client
