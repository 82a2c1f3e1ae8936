"""Validators of an institution’s domains, networks and memberships."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.recognition.mail_domains import normalize_domain
from members.recognition.networks import NetworkError, parse_networks

# A day outside is a mistake in the year, and days of grace could not be added to the last one of all.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
MAX_GRACE_DAYS = 3650


def validate_day(value: date) -> None:
    """Raise ValidationError for a day on which no membership begins or ends."""
    if not FIRST_DAY <= value <= LAST_DAY:
        raise ValidationError(
            _("%(day)s is not between %(first)s and %(last)s: check the year; without a last day there is no end.")
            % {"day": value, "first": FIRST_DAY, "last": LAST_DAY}
        )


def validate_mail_domain(value: str) -> None:
    """Raise ValidationError for anything but a domain."""
    try:
        normalize_domain(value)
    except ValueError as error:
        raise ValidationError(
            _("“%s” is no domain: write what follows the @, such as museum.example.") % value
        ) from error


def validate_network(value: str) -> None:
    """Raise ValidationError for anything but public networks of one institution."""
    try:
        networks = parse_networks(value)
    except NetworkError as error:
        raise ValidationError(str(error)) from error
    if not networks:
        raise ValidationError(_("Write at least one network, such as 203.0.113.0/24."))
