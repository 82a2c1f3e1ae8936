"""Begin a magazine in an empty database."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import DatabaseError
from django.http.request import validate_host

from dimensions.installation.first_account import AddressTakenError, administrators, password_link
from dimensions.installation.new_magazine import Beginning, begin_magazine, place_of

DAYS = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)


class Command(BaseCommand):
    """Create front page, first sections, site and first account; keep what exists."""

    help = "Makes front page, first sections, site and first account of a new magazine; run again, it changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the host that readers use, and who may enter the desk first."""
        parser.add_argument("--host", help="host name of the site, as in SITE_URL (default: that one)")
        parser.add_argument("--staff", required=True, metavar="EMAIL", help="e-mail address of the first account")

    def handle(self, *args: Any, host: str | None, staff: str, **options: Any) -> None:
        """Check the arguments, create what is missing, and print how the first user logs in."""
        url = settings.WAGTAILADMIN_BASE_URL
        _check_host(host, url)
        _check_email(staff)
        try:
            self._report(begin_magazine(url=url, email=staff), url, staff)
        except AddressTakenError as error:
            raise CommandError(
                f"An account has the address {staff} already, and may not administer. Name another address, "
                "or delete that account: nothing was changed."
            ) from error
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used: {error}. Has `manage.py migrate` been run?") from error

    def _report(self, beginning: Beginning, url: str, staff: str) -> None:
        for sentence in beginning.made or ["Nothing was changed: front page, site and first account are there."]:
            self.stdout.write(sentence)
        if beginning.account is None:
            names = ", ".join(administrators().values_list("email", flat=True))
            self.stdout.write(f"{staff} got no account, because {names} may administer and can make one in the desk.")
        elif not beginning.account.has_usable_password():
            self.stdout.write(f"{staff} chooses a password here, once, within {DAYS} days:")
            self.stdout.write(f"  {url}{password_link(beginning.account)}")
            self.stdout.write(f"and then works at {url}/admin/{_about_second_factor()}.")


def _about_second_factor() -> str:
    needed = settings.STAFF_NEEDS_SECOND_FACTOR
    return ", which first asks to set up an authenticator app or a passkey" if needed else ""


def _check_host(host: str | None, url: str) -> None:
    named = place_of(url).host
    if host and host.lower() != named:
        raise CommandError(
            f"--host says {host}, but SITE_URL is {url}: give both the host that readers use, "
            "without scheme and port in --host."
        )
    if not validate_host(named, settings.ALLOWED_HOSTS):
        raise CommandError(f"ALLOWED_HOSTS does not name {named}, so the site would answer nobody: add it there.")


def _check_email(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise CommandError(f"--staff says “{address}”, which is no e-mail address: name one, as in a mail.") from error
