"""Validators of an institution’s domains and networks."""

import ipaddress
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
# Anybody gets an address there, so it shows no employer.
PUBLIC_MAIL_DOMAINS = {
    "126.com", "163.com", "aol.com", "fastmail.com", "gmail.com", "gmx.com", "gmx.de", "gmx.net",
    "googlemail.com", "hey.com", "hotmail.com", "icloud.com", "live.com", "mail.com", "mail.ru", "me.com",
    "msn.com", "naver.com", "orange.fr", "outlook.com", "pm.me", "proton.me", "protonmail.com", "qq.com",
    "rediffmail.com", "t-online.de", "tutanota.com", "web.de", "yahoo.com", "yandex.com", "yandex.ru",
    "ymail.com", "zoho.com",
}  # fmt: skip
MIN_PREFIX_LENGTH = {4: 16, 6: 32}


def validate_mail_domain(value: str) -> None:
    """Raise ValidationError for anything but a domain, and for a domain at which anybody gets an address."""
    domain = value.strip().lower().removeprefix("@")
    if not DOMAIN.fullmatch(domain):
        raise ValidationError(_("“%s” is no domain: write what follows the @, such as museum.example.") % value)
    if domain in PUBLIC_MAIL_DOMAINS:
        raise ValidationError(
            _("Anybody gets an address at %s, so it shows no employer: invite people one by one.") % domain
        )


def validate_network(value: str) -> None:
    """Raise ValidationError for anything but a network, and for a network too wide for one institution."""
    try:
        network = ipaddress.ip_network(value)
    except ValueError as error:
        raise ValidationError(
            _("“%s” is no network: write it like 203.0.113.0/24, with zeros after the prefix.") % value
        ) from error
    if network.version == 6 and network.network_address.ipv4_mapped:
        raise ValidationError(_("%s is an IPv4 network in IPv6 clothes: write it as IPv4.") % value)
    if network.prefixlen < MIN_PREFIX_LENGTH[network.version]:
        raise ValidationError(
            _("%(network)s is wider than /%(widest)s, more than one house: list the institution’s own.")
            % {"network": value, "widest": MIN_PREFIX_LENGTH[network.version]}
        )
