"""POST to external URLs, but to none that only we can reach."""

import ipaddress
import socket
import ssl
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlencode, urlsplit

SECONDS = 10.0
MOST_READ = 500
PORTS = {"http": 80, "https": 443}


class RefusedError(Exception):
    """The request was not sent, or not accepted; the message says why."""


class PinnedConnection(HTTPConnection):
    """Connects to an address that was resolved and checked before; resolving again could return another one."""

    def __init__(self, host: str, port: int, *, address: str, tls: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self.default_port = PORTS["https" if tls else "http"]
        self.address, self.tls = address, tls

    def connect(self) -> None:
        """Connect, and verify the certificate for the intended host."""
        plain = socket.create_connection((self.address, self.port), SECONDS)
        self.sock: Any = self.tls.wrap_socket(plain, server_hostname=self.host) if self.tls else plain


def post_form(url: str, fields: dict[str, str], *, may_be_private: bool) -> None:
    """Post a form, without following redirects. Raise RefusedError unless it was accepted."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    status, said = post(url, urlencode(fields).encode(), headers, may_be_private=may_be_private)
    if status // 100 != 2:
        raise RefusedError(f"{urlsplit(url).hostname} answered {status}: {said}")


def post(url: str, body: bytes, headers: dict[str, str], *, may_be_private: bool) -> tuple[int, str]:
    """Post a body, without following redirects; return the status and the beginning of the answer.

    Raise RefusedError if there is no answer, or if only we can reach the address.
    """
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise RefusedError(f"{url} is no address of a server: write it as https://hub.example/.")
    port = parts.port or PORTS[parts.scheme]
    tls = ssl.create_default_context() if parts.scheme == "https" else None
    address = resolve(parts.hostname, port, may_be_private=may_be_private)
    connection = PinnedConnection(parts.hostname, port, address=address, tls=tls)
    try:
        path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
        connection.request("POST", path, body, {"User-Agent": "Dimensions", **headers})
        response = connection.getresponse()
        return response.status, response.read(MOST_READ).decode(errors="replace")
    except (OSError, HTTPException) as error:
        raise RefusedError(f"{parts.hostname} did not answer: {error!r}") from error
    finally:
        connection.close()


def resolve(host: str, port: int, *, may_be_private: bool) -> str:
    """Return the first address of a host. Raise RefusedError if any of them is not on the public internet."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise RefusedError(f"{host} is not known: {error}") from error
    addresses = [str(place[0]) for *_kind, place in found]
    if not may_be_private and (inside := [address for address in addresses if not _is_public(address)]):
        raise RefusedError(f"{host} is at {inside[0]}, which is not on the public internet.")
    return addresses[0]


def _is_public(address: str) -> bool:
    """Return whether an address is public, and any address embedded in it too (RFC 4291, RFC 6052)."""
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    is_nat64 = found.version == 6 and found in ipaddress.ip_network("64:ff9b::/96")
    return found.is_global and not found.is_multicast and not is_nat64 and (inner is None or inner.is_global)
