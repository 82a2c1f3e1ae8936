"""IP networks and addresses, in a form that a database can compare as text (RFC 4632, RFC 4291)."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
IPV4_MAPPED_PREFIX = 0xFFFF << 32  # where IPv4 lies within IPv6 (RFC 4291, section 2.5.5.2)


def network_bounds(cidr: str) -> tuple[str, str]:
    """Return the first and last address of a network as 32 hexadecimal digits each.

    Raise ValueError for anything that is neither an address nor a network.
    """
    network = ipaddress.ip_network(cidr, strict=False)
    return _key(network.network_address), _key(network.broadcast_address)


def _key(address: Address) -> str:
    number = int(address) + (IPV4_MAPPED_PREFIX if address.version == 4 else 0)
    return f"{number:032x}"


def parse_address(text: str) -> Address | None:
    """Return the address in a text such as “203.0.113.7”, “203.0.113.7:4711” or “[2001:db8::1]:4711”."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def client_address(request: HttpRequest) -> Address | None:
    """Return the address of the client, or None when it cannot be trusted.

    Each of our own proxies (TRUSTED_PROXIES) appends one entry to `X-Forwarded-For`; entries further
    left were sent by the client and are ignored. With fewer entries, a request bypassed the proxies
    and has no address; neither has a direct one, because `dimensions/http/proxies.py` has
    removed the header.
    """
    hops = settings.TRUSTED_PROXIES
    if not hops:
        return parse_address(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    return parse_address(forwarded[-hops]) if len(forwarded) >= hops else None
