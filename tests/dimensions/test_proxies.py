"""Forwarding headers are trusted only from our own proxies."""

import pytest
from django.core.cache import cache
from django.test import Client

from dimensions.http.proxies import FORWARDED, behind_proxies, is_trusted_peer
from members.models import Network
from tests.factories import make_article, make_institution, make_membership, make_site
from tests.store.reader import Site, commit, environ_of

CANARY = "A vivacious canary sentence"
IN_THE_HOUSE = "203.0.113.9"
ELSEWHERE = "198.51.100.7"


@pytest.fixture
def gated(db, settings):
    """A gated article, and an institution whose network may read it; our proxy is on this machine."""
    settings.TRUSTED_PROXIES = 1
    place = make_institution()
    make_membership(place)
    Network.objects.create(institution=place, cidr="203.0.113.0/24")
    return make_article("For members", access="members", body=[("text", f"<p>{CANARY}.</p>")])


@pytest.mark.parametrize(
    ("peer", "addresses", "is_trusted"),
    [
        ("127.0.0.1", ["127.0.0.1/32"], True),
        ("::ffff:127.0.0.1", ["127.0.0.1/32"], True),
        ("::1", ["127.0.0.1/32", "::1"], True),
        ("10.0.4.9", ["10.0.4.0/24"], True),
        ("10.0.5.9", ["10.0.4.0/24"], False),
        (ELSEWHERE, ["127.0.0.1/32", "::1/128"], False),
        ("", [], True),  # a Unix socket
        ("nonsense", ["0.0.0.0/0"], False),
    ],
)
def test_who_is_a_proxy_of_ours(settings, peer, addresses, is_trusted):
    settings.TRUSTED_PROXIES, settings.TRUSTED_PROXY_ADDRESSES = 1, addresses
    assert is_trusted_peer(peer) == is_trusted
    settings.TRUSTED_PROXIES = 0
    assert not is_trusted_peer(peer)


def test_a_forged_address_opens_nothing(client, gated):
    forged = {"x-forwarded-for": IN_THE_HOUSE}
    assert CANARY in client.get(gated.url, headers=forged, REMOTE_ADDR="127.0.0.1").content.decode()
    assert CANARY not in client.get(gated.url, headers=forged, REMOTE_ADDR=ELSEWHERE).content.decode()
    assert CANARY not in client.get(gated.url, headers=forged, REMOTE_ADDR=IN_THE_HOUSE).content.decode()


def test_nothing_is_opened_through_the_store_either(gated, settings, tmp_path):
    settings.PAGE_STORE = settings.PAGE_STORE_RECORDS_CHANGES = True
    settings.PAGE_STORE_ROOT = tmp_path / "store"
    commit()
    site = Site()
    site.front = behind_proxies(site.front)
    assert CANARY not in site.get(gated.url, x_forwarded_for=IN_THE_HOUSE).text
    assert site.get("/feeds/rss.xml", x_forwarded_for=IN_THE_HOUSE, x_forwarded_proto="https").status == 200
    assert not (tmp_path / "store" / "current" / "https").exists()


def test_a_forged_scheme_decides_nothing(client, db, settings):
    make_site()
    settings.SECURE_SSL_REDIRECT, settings.TRUSTED_PROXIES = True, 1
    secure = {"x-forwarded-proto": "https"}
    assert client.get("/", headers=secure, REMOTE_ADDR="127.0.0.1").status_code == 200
    for peer in (ELSEWHERE, "2001:db8::7"):
        assert client.get("/", headers=secure, REMOTE_ADDR=peer).url == "https://testserver/"


def test_a_forged_address_does_not_escape_the_limit_of_log_ins(db, settings):
    settings.TRUSTED_PROXIES, settings.ACCOUNT_RATE_LIMITS = 1, {"login": "3/m/ip"}
    cache.clear()

    def log_in(number: int) -> int:
        """Try to log in from a different client address each time, through the same peer."""
        data = {"login": f"nobody{number}@home.example", "password": "a wrong guess"}
        headers = {"x-forwarded-for": f"192.0.2.{number}"}
        return Client(REMOTE_ADDR=ELSEWHERE).post("/account/login/", data, headers=headers).status_code

    assert [log_in(number) for number in range(5)] == [200, 200, 200, 429, 429]
    cache.clear()


def test_every_way_of_saying_who_asks_is_removed(settings):
    settings.TRUSTED_PROXIES = 1
    said = {name.removeprefix("HTTP_").lower(): "203.0.113.9" for name in FORWARDED}
    seen = {}
    application = behind_proxies(lambda environ, start_response: seen.update(environ) or [])
    application(environ_of("/", **said), None)
    assert not set(FORWARDED) & set(seen)
    application(environ_of("/", **said) | {"REMOTE_ADDR": "127.0.0.1"}, None)
    assert set(FORWARDED) <= set(seen)
