"""Nothing that anybody types, wherever, is a server error."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.factories import make_user
from tests.gating.walk.desk import addresses, logged_in, make_desk
from tests.gating.walk.rules import RULES, every_address
from tests.gating.walk.world import World, make_world
from tests.nasty.asking import failures, with_fields, with_parameters, with_segments
from tests.nasty.strings import FEW, STRINGS

pytestmark = pytest.mark.django_db


@pytest.fixture
def superuser() -> Client:
    return logged_in(make_user("root@magazine.example", is_superuser=True))


@pytest.fixture
def world() -> World:
    return make_world()


def test_in_a_query_of_the_site(world):
    client, urls = Client(), {urlsplit(address.url).path for address in every_address(world)}
    assert failures(client, (one for url in sorted(urls) for one in with_parameters(client, url, STRINGS))) == []


def test_in_an_address_of_the_site(world):
    urls = [address.url for rule in RULES.values() for address in rule(world)[:1]]
    assert failures(Client(), (one for url in urls for one in with_segments(url))) == []


def test_in_a_form_of_the_site(world):
    client = logged_in(make_user())
    urls = [address.url for rule in RULES.values() for address in rule(world)[:1]]
    assert failures(client, with_fields(client, urls, FEW)) == []


def test_in_a_query_of_the_desk(superuser):
    urls = [url for _route, url in addresses(make_desk())]
    assert failures(superuser, (one for url in urls for one in with_parameters(superuser, url, FEW[:2]))) == []


def test_in_an_address_of_the_desk(superuser):
    assert (
        failures(superuser, (one for route, url in addresses(make_desk()) for one in with_segments(url, route))) == []
    )


def test_in_a_form_of_the_desk(superuser):
    urls = [url for _route, url in addresses(make_desk())]
    assert failures(superuser, with_fields(superuser, urls, FEW[:2])) == []
