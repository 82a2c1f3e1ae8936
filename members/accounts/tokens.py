"""API tokens that act in a user's name: creation, revocation, and scopes."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables
from wagtail.models import APIToken

from members.accounts.desk_access import may_enter_desk
from members.audit.actions import Action
from members.audit.records import record
from members.models import Scope, TokenGrant, User

MOST_TOKENS = 20
LIFETIMES: list[tuple[int, Any]] = [
    (30, gettext_lazy("30 days")),
    (90, gettext_lazy("90 days")),
    (365, gettext_lazy("A year")),
]


class TokenError(Exception):
    """A token cannot be created; the message says why."""


@transaction.atomic
@sensitive_variables("secret")
def make_token(*, user: User, name: str, scope: str, days: int | None, **details: Any) -> tuple[APIToken, str]:
    """Make a token and return it with its secret, which cannot be had again; without days it does not expire.

    Raise TokenError where a reader is to write.
    """
    if sentence := refusal(user, scope):
        raise TokenError(sentence)
    token, secret = APIToken.create_token(user=user, name=name)
    until = timezone.now() + timedelta(days=days) if days else None
    TokenGrant.objects.create(token=token, scope=scope, expires_at=until)
    record(Action.TOKEN_MADE, subject=token, scope=str(scope), days=days, **details)
    return token, secret


def refusal(user: User, scope: str) -> str:
    """Return why a user cannot have a token of a scope, or an empty string."""
    if scope != Scope.WRITE or may_enter_desk(user):
        return ""
    return _("Only who works at the editorial desk may write: choose “Read” for %s.") % user


@transaction.atomic
def revoke_token(*, token: APIToken) -> None:
    """End a token for good; its entry stays until its time is over."""
    token.revoke()
    record(Action.TOKEN_REVOKED, subject=token)


def tokens_of(user: User) -> Any:
    """Return the user's tokens that are not revoked, newest first."""
    return APIToken.objects.filter(user=user, revoked_at=None).select_related("grant").order_by("-pk")


def grant_of(token: APIToken) -> TokenGrant:
    """Return the grant of a token; without a stored one it may only read."""
    try:
        return token.grant
    except ObjectDoesNotExist:
        return TokenGrant(token=token)


def may_write(token: APIToken) -> bool:
    """Return whether a token may write: not after its owner has left the desk."""
    return grant_of(token).scope == Scope.WRITE and may_enter_desk(token.user)


def why_ended(token: APIToken) -> str:
    """Return a sentence for a token whose time is over, and nothing for others."""
    grant = grant_of(token)
    if grant.expires_at is None or not grant.has_expired:
        return ""
    return _("This token expired on %s: make a new one, or send none.") % date_format(grant.expires_at, "j F Y")
