"""Nothing that anybody types, wherever, is a server error."""

import pytest
from django.test import Client

from tests.factories import make_user
from tests.gating.walk.desk import addresses, logged_in, make_desk
from tests.gating.walk.rules import every_address
from tests.gating.walk.world import make_world
from tests.nasty.asking import failures, with_fields, with_parameters, with_segments

pytestmark = pytest.mark.django_db


@pytest.fixture
def superuser() -> Client:
    return logged_in(make_user("root@magazine.example", is_superuser=True))


@pytest.fixture
def site() -> list[str]:
    return list(dict.fromkeys(address.url for address in every_address(make_world())))


def test_in_a_query_of_the_site(site):
    client = Client()
    assert failures(client, (one for url in site for one in with_parameters(client, url))) == []


def test_in_an_address_of_the_site(site):
    assert failures(Client(), (one for url in site for one in with_segments(url))) == []


def test_in_a_form_of_the_site(site):
    client = logged_in(make_user())
    assert failures(client, (one for url in site for one in with_fields(client, url))) == []


def test_in_a_query_of_the_desk(superuser):
    urls = [url for _route, url in addresses(make_desk())]
    assert failures(superuser, (one for url in urls for one in with_parameters(superuser, url))) == []


def test_in_an_address_of_the_desk(superuser):
    urls = [url for _route, url in addresses(make_desk())]
    assert failures(superuser, (one for url in urls for one in with_segments(url))) == []


def test_in_a_form_of_the_desk(superuser):
    urls = [url for _route, url in addresses(make_desk())]
    assert failures(superuser, (one for url in urls for one in with_fields(superuser, url))) == []
