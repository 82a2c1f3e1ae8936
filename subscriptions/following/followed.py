"""Follow and unfollow lists, and look up followed ones."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from articles.feeds.scopes import SCOPES, Term, find_term
from subscriptions.models import Follow

# As many lists as one feed can carry without asking the database for minutes.
MOST = 100


class TooManyFollowedError(Exception):
    """A user follows the maximum number of lists; the message says so."""


def term_at(address: str) -> Term:
    """Return the list with a path such as `trends/play`. Raise Http404."""
    scope, _separator, slug = address.partition("/")
    return find_term(scope, slug)


def follow(*, user: Any, term: Term) -> bool:
    """Follow a list; return whether that is new. Raise TooManyFollowedError."""
    mine = Follow.objects.filter(user=user)
    named = {"scope": term.scope.name, "key": term.key}
    if mine.filter(**named).exists():
        return False
    if mine.count() >= MOST:
        raise TooManyFollowedError(_("You follow %d lists, which is the limit: stop following one first.") % MOST)
    return Follow.objects.get_or_create(user=user, **named, defaults={"name": term.name[:255]})[1]


def followed(user: Any) -> list[tuple[Follow, Term | None]]:
    """Return the user's follows, each with its list, or None if that is no longer public."""
    follows = list(Follow.objects.filter(user=user))
    terms = {(term.scope.name, term.key): term for term in _terms(follows)}
    return [(one, terms.get((one.scope, one.key))) for one in follows]


def followed_terms(user: Any) -> list[Term]:
    """Return the public lists that the user follows."""
    return _terms(list(Follow.objects.filter(user=user)))


def _terms(follows: list[Follow]) -> list[Term]:
    found = []
    for name, scope in SCOPES.items():
        if keys := [one.key for one in follows if one.scope == name]:
            found += [Term(scope, subject) for subject in scope.with_keys(keys)]
    return found


def term_or_none(address: str) -> Term | None:
    """Return the list with a path, or None if there is none."""
    try:
        return term_at(address)
    except Http404:
        return None
