"""Which networks an institution can have, and how they may be written."""

import ipaddress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from members.models import Network
from members.recognition.networks import NetworkError, parse_networks
from members.validators import validate_network
from tests.factories import make_institution

NOT_PUBLIC = {
    "::/64": "IPv4 addresses within IPv6",
    "::fffe:0:0/95": "IPv4 addresses within IPv6",
    "::ffff:203.0.113.0/120": "IPv4 addresses within IPv6",
    "64:ff9b::/96": "IPv4 addresses within IPv6",
    "64:ff9b::cb00:7100/120": "IPv4 addresses within IPv6",
    "2002:cb00:7100::/40": "IPv4 addresses within IPv6",
    "2001:0:4136::/48": "IPv4 addresses within IPv6",
    "2001:2::/48": "reserved",
    "::1": "loopback",
    "::/128": "unspecified",
    "fd12:3456::/48": "private",
    "fe80::/64": "link-local",
    "ff02::/32": "multicast",
    "4000::/32": "public IPv6 addresses begin with 2 or 3",
    "192.168.1.0/24": "private",
    "10.20.0.0/16": "private",
    "172.16.5.4": "private",
    "100.64.0.0/16": "share among their customers",
    "127.0.0.1": "loopback",
    "169.254.0.0/16": "link-local",
    "224.0.0.0/24": "multicast",
    "0.0.0.9": "unspecified",
    "255.255.255.255": "reserved",
    "198.18.0.0/16": "reserved",
    "192.0.0.0/16": "reserved",
    "8.0.0.0/8": "more than one house",
    "2600::/16": "more than one house",
    "9.255.255.0-10.0.0.255": "private",
    "fe80::1%eth0": "is no network",
    "203.0.113.50-203.0.113.1": "is no network",
    "203.0.113.1-2001:db8::1": "is no network",
    "203.0.113.0/24 203.0.113.7/24": "“203.0.113.7/24” is no network",
}


@pytest.mark.parametrize("text", NOT_PUBLIC)
def test_what_is_no_public_network_of_one_house_is_refused_with_the_reason(text):
    with pytest.raises(ValidationError, match=NOT_PUBLIC[text]):
        validate_network(text)


@given(st.ip_addresses(v=6), st.integers(8, 128))
def test_no_ipv6_network_that_is_taken_contains_the_address_of_an_ipv4_visitor(address, prefix):
    network = ipaddress.ip_network((int(address), prefix), strict=False)
    try:
        parse_networks(str(network))
    except NetworkError:
        return
    assert network.subnet_of(ipaddress.ip_network("2000::/3"))
    assert network.network_address.sixtofour is None
    assert network.network_address.teredo is None


@pytest.mark.parametrize(
    ("text", "networks"),
    [
        ("203.0.113.0/24, 198.51.100.0/24", ["203.0.113.0/24", "198.51.100.0/24"]),
        (
            "203.0.113.0/24;2001:db8:40::/48 192.0.2.7\n192.0.2.7",
            ["203.0.113.0/24", "2001:db8:40::/48", "192.0.2.7/32"],
        ),
        ("203.0.113.0/255.255.255.0,", ["203.0.113.0/24"]),
        ("203.0.113.4-7", ["203.0.113.4/30"]),
        ("203.0.113.4 – 203.0.113.8", ["203.0.113.4/30", "203.0.113.8/32"]),
        ("203.0.113.254-203.0.114.1", ["203.0.113.254/31", "203.0.114.0/31"]),
        ("2001:db8::-f", ["2001:db8::/124"]),
        (" , ;", []),
    ],
)
def test_several_networks_and_ranges_are_read(text, networks):
    assert [str(network) for network in parse_networks(text)] == networks


def test_a_range_has_all_its_addresses_and_no_other():
    found = [address for network in parse_networks("203.0.113.1-50") for address in network]
    assert [int(address) & 255 for address in found] == list(range(1, 51))


@pytest.mark.django_db
def test_a_network_that_was_let_in_before_recognises_no_ipv4_visitor():
    Network.objects.create(institution=make_institution(), cidr="::/64")
    assert not Network.objects.containing(ipaddress.ip_address("203.0.113.7"))
