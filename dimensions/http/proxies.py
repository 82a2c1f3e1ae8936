"""Headers by which our own proxies identify the client; from anybody else they are removed unread."""

import ipaddress
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from members.ip_addresses import Address, parse_address

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

FORWARDED = (
    *("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT"),
    *("HTTP_X_FORWARDED_SSL", "HTTP_FORWARDED", "HTTP_X_REAL_IP"),
)


@lru_cache(maxsize=64)
def network(text: str) -> Network:
    """Return the network that a text names. Raise ValueError if it names none."""
    return ipaddress.ip_network(text.strip(), strict=False)


def is_trusted_peer(peer: str) -> bool:
    """Return whether a connection comes from one of our proxies; one through a Unix socket has no address."""
    if not settings.TRUSTED_PROXIES:
        return False
    address = parse_address(peer)
    return not peer or (address is not None and _is_of_a_proxy(address))


def _is_of_a_proxy(address: Address) -> bool:
    return any(address in network(text) for text in settings.TRUSTED_PROXY_ADDRESSES)


def remove_forged(environ: Environ) -> Environ:
    """Remove from a request (PEP 3333) the headers that only our proxies may set, unless one sent it."""
    if not is_trusted_peer(environ.get("REMOTE_ADDR", "")):
        for name in FORWARDED:
            environ.pop(name, None)
    return environ


def behind_proxies(application: Application) -> Application:
    """Return the application wrapped in the rule; it must wrap the page store, which reads headers too."""
    return lambda environ, start_response: application(remove_forged(environ), start_response)


class ForgedHeadersMiddleware:
    """Applies the rule where Django is called without the WSGI layer, as by its test client."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on the request without forged headers."""
        remove_forged(request.META)
        return self.get_response(request)
