"""Networks of institutions: the notations in use, and networks that no single institution can have."""

import ipaddress
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network
MIN_PREFIX_LENGTH = {4: 16, 6: 32}
PUBLIC_IPV6 = ipaddress.ip_network("2000::/3")  # all assigned addresses (RFC 4291, section 2.4)

# The registries of special purposes (RFC 6890), except documentation ranges, which admit nobody.
IPV4 = gettext_lazy("IPv4 addresses within IPv6")
PRIVATE = gettext_lazy("private addresses")
LOOPBACK = gettext_lazy("loopback addresses")
UNSPECIFIED = gettext_lazy("unspecified addresses")
RESERVED = gettext_lazy("reserved addresses")
NOT_PUBLIC = {
    ipaddress.ip_network(cidr): kind
    for cidr, kind in {
        "::ffff:0:0/96": IPV4,
        "::/128": UNSPECIFIED,
        "::1/128": LOOPBACK,
        "::/96": IPV4,
        "64:ff9b::/96": IPV4,
        "64:ff9b:1::/48": IPV4,
        "2001::/32": IPV4,
        "2002::/16": IPV4,
        "2001::/23": RESERVED,
        "3ffe::/16": RESERVED,
        "fc00::/7": PRIVATE,
        "fe80::/10": gettext_lazy("link-local addresses"),
        "ff00::/8": gettext_lazy("multicast addresses"),
        "0.0.0.0/8": UNSPECIFIED,
        "10.0.0.0/8": PRIVATE,
        "100.64.0.0/10": gettext_lazy("addresses that providers share among their customers"),
        "127.0.0.0/8": LOOPBACK,
        "169.254.0.0/16": gettext_lazy("link-local addresses"),
        "172.16.0.0/12": PRIVATE,
        "192.0.0.0/24": RESERVED,
        "192.88.99.0/24": gettext_lazy("relays between IPv4 and IPv6"),
        "192.168.0.0/16": PRIVATE,
        "198.18.0.0/15": RESERVED,
        "224.0.0.0/4": gettext_lazy("multicast addresses"),
        "240.0.0.0/4": RESERVED,
    }.items()
}


class NetworkError(ValueError):
    """The text names no public network of an institution; the message says why and what to write."""


def parse_networks(text: str) -> list[IPNetwork]:
    """Return the networks and ranges of a text, separated by commas, semicolons or spaces.

    Raise NetworkError for the first one that no institution can have.
    """
    parts = re.split(r"[,;\s]+", re.sub(r"\s*[-‐‑‒–—]\s*", "-", text.strip(" \t\r\n,;")))
    found = dict.fromkeys(network for part in parts if part for network in _parse(part))
    for network in found:
        _check(network)
    return list(found)


def canonical_cidr(text: str) -> str:
    """Return a network with its prefix in digits; a range of several stays as it is. Raise NetworkError."""
    networks = parse_networks(text)
    return str(networks[0]) if len(networks) == 1 else text


def _parse(part: str) -> Iterator[IPNetwork]:
    first, is_range, last = part.partition("-")
    try:
        if "%" in part:
            raise ValueError("an interface of one machine")
        yield from _range(first, last) if is_range else [ipaddress.ip_network(part)]
    except (TypeError, ValueError) as error:
        raise NetworkError(
            _("“%s” is no network: write it like 203.0.113.0/24, with zeros after the prefix, or 203.0.113.1-50.")
            % part
        ) from error


def _range(first: str, last: str) -> Iterator[IPNetwork]:
    """Yield the networks from one address to another, which may be its last part only: 203.0.113.1-50."""
    separator = ":" if ":" in first else "."
    if separator not in last:
        last = first.rpartition(separator)[0] + separator + last
    yield from ipaddress.summarize_address_range(ipaddress.ip_address(first), ipaddress.ip_address(last))


def _check(network: IPNetwork) -> None:
    if problem := _problem(network):
        raise NetworkError(problem)


def _problem(network: IPNetwork) -> str:
    if inside := next((special for special in NOT_PUBLIC if _overlap(special, network)), None):
        return _(
            "%(network)s contains %(kind)s (%(range)s), which are nobody’s alone: "
            "ask its IT people for the public addresses of the house."
        ) % {"network": network, "kind": NOT_PUBLIC[inside], "range": inside}
    if network.version == 6 and not _overlap(PUBLIC_IPV6, network):
        return _("%s is not public: public IPv6 addresses begin with 2 or 3.") % network
    if network.prefixlen < MIN_PREFIX_LENGTH[network.version]:
        return _("%(network)s is wider than /%(widest)s, more than one house: list the institution’s own.") % {
            "network": network, "widest": MIN_PREFIX_LENGTH[network.version],
        }  # fmt: skip
    return ""


def _overlap(one: IPNetwork, other: IPNetwork) -> bool:
    return one.version == other.version and one.overlaps(other)
