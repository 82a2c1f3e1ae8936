"""The access rule over time and over networks, for any periods and addresses."""

import ipaddress
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from base.clock import today
from members.ip_addresses import client_address, network_bounds, parse_address
from members.models import Access, Membership, MembershipStatus, Network, best_status
from members.models.gated import Gated
from members.reading.access import REASON_BY_STATUS, AccessReason
from members.validators import validate_mail_domain, validate_network
from tests.factories import make_institution

DAY = timedelta(days=1)
DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))
LENGTHS = st.integers(0, 800)


@st.composite
def memberships(draw):
    starts_on = draw(DAYS)
    ends_on = draw(st.none() | st.just(starts_on + draw(LENGTHS) * DAY))
    return Membership(starts_on=starts_on, ends_on=ends_on, grace_days=draw(st.integers(0, 90)))


def days_of(membership):
    """Return the first day, the last paid one and the last of grace, far away for what never ends."""
    end = membership.ends_on or date(2100, 1, 1)
    return membership.starts_on, end, end + membership.grace_days * DAY


@given(st.lists(memberships(), max_size=4), DAYS)
def test_somebody_may_read_on_the_days_of_a_period_and_of_its_grace_and_on_no_other(periods, day):
    status, _turn = best_status(periods, day)
    within = [first <= day <= grace for first, _last, grace in map(days_of, periods)]
    assert REASON_BY_STATUS[status].grants_access == any(within)
    paid = [first <= day <= last for first, last, _grace in map(days_of, periods)]
    assert (status is MembershipStatus.ACTIVE) == any(paid)


@given(st.lists(memberships(), min_size=1, max_size=4), DAYS)
def test_the_day_of_change_is_the_one_that_is_told(periods, day):
    status, turn = best_status(periods, day)
    if status in {MembershipStatus.ACTIVE, MembershipStatus.GRACE} and turn:
        assert turn >= day
        alone = [p for p in periods if p.status_on(day) is status]
        assert best_status(alone, turn)[0] is status
        assert best_status(alone, turn + DAY)[0] is not status
    elif status is MembershipStatus.NOT_YET:
        assert turn
        assert turn > day
        assert best_status(periods, turn)[0] is MembershipStatus.ACTIVE


@given(memberships(), DAYS)
def test_a_renewal_never_closes_what_was_open(period, day):
    before, _ = best_status([period], day)
    renewed = Membership(starts_on=day + DAY, ends_on=day + 365 * DAY, grace_days=0)
    after, _ = best_status([period, renewed], day)
    assert REASON_BY_STATUS[after].grants_access >= REASON_BY_STATUS[before].grants_access


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("Pacific/Auckland", "2026-12-31T11:30+00:00", date(2027, 1, 1)),
        ("America/Los_Angeles", "2027-01-01T07:30+00:00", date(2026, 12, 31)),
        ("UTC", "2026-12-31T23:59+00:00", date(2026, 12, 31)),
    ],
)
def test_a_day_begins_where_the_association_is(settings, monkeypatch, zone, moment, day):
    settings.TIME_ZONE = zone
    monkeypatch.setattr(timezone, "now", lambda: datetime.fromisoformat(moment))
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        assert today() == day


YEARS = datetime(2020, 1, 1), datetime(2035, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone
MOMENTS = st.datetimes(*YEARS, timezones=st.just(ZoneInfo("UTC")))


@given(MOMENTS, MOMENTS)
def test_a_gate_is_closed_until_its_moment_and_open_from_then_on(until, at):
    class Sample:
        access, gated_until = Access.MEMBERS, until

    assert Gated.is_gated(Sample(), at) == (at < until)


@given(st.ip_addresses(), st.integers(0, 128))
def test_an_address_is_in_a_network_as_the_library_says(address, prefix):
    network = ipaddress.ip_network((address, min(prefix, address.max_prefixlen)), strict=False)
    first, last = network_bounds(str(network))
    assert first <= network_bounds(str(address))[0] <= last
    for outside in (int(network.network_address) - 1, int(network.broadcast_address) + 1):
        if 0 <= outside < 2**address.max_prefixlen:
            key, _ = network_bounds(str(type(address)(outside)))
            assert not first <= key <= last


@given(st.ip_addresses(v=4), st.ip_addresses(v=6))
def test_no_network_of_one_version_holds_an_address_of_the_other(four, six):
    if six.ipv4_mapped is None:
        assert network_bounds(str(four))[0] != network_bounds(str(six))[0]
    assert parse_address(f"::ffff:{four}") == four


@given(st.ip_addresses(), st.integers(1, 65535))
def test_a_port_beside_an_address_does_no_harm(address, port):
    written = f"[{address}]:{port}" if address.version == 6 else f"{address}:{port}"
    assert parse_address(written) in {address, getattr(address, "ipv4_mapped", None)}


@given(st.text(max_size=40))
def test_what_is_no_address_is_none(text):
    found = parse_address(text)
    assert found is None or found.version in {4, 6}


@given(st.lists(st.ip_addresses(), max_size=5), st.ip_addresses(), st.integers(0, 3))
def test_only_what_our_own_proxies_wrote_is_believed(forged, peer, hops):
    """The client sends any value; each of our proxies appends the address that it sees."""
    added = [ipaddress.ip_address("192.0.2.1")] * max(0, hops - 1)
    chain = [*forged, peer, *added] if hops else forged
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1" if hops else str(peer))
    request.META["HTTP_X_FORWARDED_FOR"] = ", ".join(map(str, chain))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.TRUSTED_PROXIES", hops)
        assert client_address(request) in {peer, getattr(peer, "ipv4_mapped", None)}


@pytest.mark.django_db
def test_the_database_compares_networks_as_numbers():
    place = make_institution()
    for cidr in ("203.0.113.0/24", "2001:db8:40::/48", "9.0.0.0/16"):
        Network.objects.create(institution=place, cidr=cidr)
    for inside in ("203.0.113.0", "203.0.113.255", "2001:db8:40:ffff::1", "9.0.255.255"):
        assert Network.objects.containing(ipaddress.ip_address(inside)).count() == 1
    for outside in ("203.0.114.0", "2001:db8:41::", "10.0.0.0", "::"):
        assert not Network.objects.containing(ipaddress.ip_address(outside))


@pytest.mark.parametrize(
    "network",
    ["203.0.113.7/24", "everywhere", "0.0.0.0/0", "10.0.0.0/8", "::/0", "::ffff:0:0/96", "2001::/16"],
)
def test_a_network_that_is_wrong_or_too_wide_is_refused(network):
    with pytest.raises(ValidationError):
        validate_network(network)


@pytest.mark.parametrize("network", ["203.0.113.0/24", "203.0.113.7", "2001:db8:40::/48"])
def test_a_network_of_one_house_is_accepted(network):
    validate_network(network)


@pytest.mark.parametrize("domain", ["museum", "a b.org", "museum..org", "-a.org", ""])
def test_what_is_no_domain_is_refused(domain):
    with pytest.raises(ValidationError):
        validate_mail_domain(domain)


@pytest.mark.parametrize("domain", ["museum.example", "@Museum.example", "xn--mnchen-3ya.de", "a.museum"])
def test_a_domain_of_an_institution_is_accepted(domain):
    validate_mail_domain(domain)


def test_every_status_has_its_reason():
    assert set(REASON_BY_STATUS) == set(MembershipStatus)
    assert {reason for reason in AccessReason if reason.grants_access} == {
        AccessReason.STAFF, AccessReason.MEMBER, AccessReason.NETWORK, AccessReason.GRACE,
    }  # fmt: skip
