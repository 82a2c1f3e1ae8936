"""Validators of an institution’s domains and networks."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.recognition.networks import NetworkError, parse_networks

DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
# Anybody gets an address there, so it shows no employer.
PUBLIC_MAIL_DOMAINS = {
    "126.com", "163.com", "aol.com", "fastmail.com", "gmail.com", "gmx.com", "gmx.de", "gmx.net",
    "googlemail.com", "hey.com", "hotmail.com", "icloud.com", "live.com", "mail.com", "mail.ru", "me.com",
    "msn.com", "naver.com", "orange.fr", "outlook.com", "pm.me", "proton.me", "protonmail.com", "qq.com",
    "rediffmail.com", "t-online.de", "tutanota.com", "web.de", "yahoo.com", "yandex.com", "yandex.ru",
    "ymail.com", "zoho.com",
}  # fmt: skip


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
    """Raise ValidationError for anything but one public network of one institution."""
    try:
        networks = parse_networks(value)
    except NetworkError as error:
        raise ValidationError(str(error)) from error
    if len(networks) != 1:
        raise ValidationError(
            _("“%(text)s” is %(number)d networks: give each its own row: %(networks)s.")
            % {"text": value, "number": len(networks), "networks": ", ".join(map(str, networks))}
        )
