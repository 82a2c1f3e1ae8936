"""Make, list and revoke tokens of the API: Wagtail's command, with scope and end."""

import argparse
import json
from typing import Any

from django.core.management.base import CommandError
from wagtail.management.commands.api_tokens import Command as WagtailCommand
from wagtail.models import APIToken

from members.accounts.tokens import TokenError, grant_of, make_token
from members.models import Scope


class Command(WagtailCommand):
    """Wagtail's command; the tokens may only read unless `--scope write` is given."""

    help = "Make, list and revoke tokens of the API."

    def add_arguments(self, parser: Any) -> None:
        """Add scope and days to Wagtail's arguments. Private to Python: `_actions`."""
        super().add_arguments(parser)
        commands: Any = next(one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
        create = commands.choices["create"]
        create.add_argument("--scope", choices=Scope.values, default=Scope.READ.value, help="What it may do")
        create.add_argument("--days", type=int, help="After how many days it expires; without, it does not")

    def create(self, *args: Any, user: str, name: str, json_output: bool, **options: Any) -> None:
        """Make a token and print it."""
        if options["days"] is not None and options["days"] < 1:
            raise CommandError(f"--days {options['days']}: write a whole number from 1.")
        chosen = {"scope": options["scope"], "days": options["days"], "source": "management_command"}
        try:
            token, secret = make_token(user=self.get_user(user), name=name, **chosen)
        except TokenError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(json.dumps(_described(token) | {"token": secret}) if json_output else secret)

    def list(self, *args: Any, user: str, include_revoked: bool, **options: Any) -> None:
        """Print the tokens, the newest first."""
        tokens = APIToken.objects.select_related("user", "grant").order_by("-created")
        tokens = tokens.filter(user=self.get_user(user)) if user else tokens
        for token in tokens if include_revoked else tokens.filter(revoked_at=None):
            self.stdout.write("\t".join(_row(token)))


def _described(token: APIToken) -> dict[str, Any]:
    grant = grant_of(token)
    return {
        "prefix": token.prefix,
        "name": token.name,
        "user": token.user.get_username(),
        "created": token.created.isoformat(),
        "scope": str(grant.scope),
        "expires": grant.expires_at and grant.expires_at.isoformat(),
    }


def _row(token: APIToken) -> list[str]:
    grant, owner = grant_of(token), token.user.get_username()
    # The space before the ellipsis keeps it out of a copied token.
    named = [str(token.pk), f"{token.prefix} …", token.name, owner, f"{token.created:%Y-%m-%d %H:%M}"]
    more = {
        "scope": grant.scope,
        "expires": grant.expires_at or "never",
        "last_used": token.last_used_at or "never",
        "revoked": token.revoked_at or "no",
    }
    return [*named, *(f"{key}={value}" for key, value in more.items())]
