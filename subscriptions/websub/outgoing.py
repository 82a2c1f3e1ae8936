"""Post a form to an address elsewhere, and nowhere that only we can reach."""

import ipaddress
import socket
import ssl
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlencode, urlsplit

SECONDS = 10.0
PORTS = {"http": 80, "https": 443}


class RefusedError(Exception):
    """It was not posted, or not taken; the message says why."""


class PinnedConnection(HTTPConnection):
    """Connects to an address that was looked up and looked at before; a second look-up could give another one."""

    def __init__(self, host: str, port: int, *, address: str, tls: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self.default_port = PORTS["https" if tls else "http"]
        self.address, self.tls = address, tls

    def connect(self) -> None:
        """Connect, and let the other side show that it is the host that was meant."""
        plain = socket.create_connection((self.address, self.port), SECONDS)
        self.sock: Any = self.tls.wrap_socket(plain, server_hostname=self.host) if self.tls else plain


def post_form(url: str, fields: dict[str, str], *, may_be_private: bool) -> None:
    """Post a form, and follow no redirect. Raise RefusedError unless the answer says that it was taken."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise RefusedError(f"{url} is no address of a hub: write it as https://hub.example/.")
    port = parts.port or PORTS[parts.scheme]
    tls = ssl.create_default_context() if parts.scheme == "https" else None
    address = resolve(parts.hostname, port, may_be_private=may_be_private)
    connection = PinnedConnection(parts.hostname, port, address=address, tls=tls)
    try:
        _post(connection, f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", fields)
    except (OSError, HTTPException) as error:
        raise RefusedError(f"{parts.hostname} did not answer: {error!r}") from error
    finally:
        connection.close()


def _post(connection: PinnedConnection, path: str, fields: dict[str, str]) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": "Dimensions"}
    connection.request("POST", path, urlencode(fields), headers)
    response = connection.getresponse()
    said = response.read(200).decode(errors="replace")
    if response.status // 100 != 2:
        raise RefusedError(f"{connection.host} answered {response.status}: {said}")


def resolve(host: str, port: int, *, may_be_private: bool) -> str:
    """Return the first address of a host; raise RefusedError if any of them is not on the public internet."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise RefusedError(f"{host} is not known: {error}") from error
    addresses = [str(place[0]) for *_kind, place in found]
    if not may_be_private and (inside := [address for address in addresses if not _is_public(address)]):
        raise RefusedError(f"{host} is at {inside[0]}, which is not on the public internet.")
    return addresses[0]


def _is_public(address: str) -> bool:
    """Whether an address is public, also the one that is written within another (RFC 4291, RFC 6052)."""
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    is_nat64 = found.version == 6 and found in ipaddress.ip_network("64:ff9b::/96")
    return found.is_global and not found.is_multicast and not is_nat64 and (inner is None or inner.is_global)
