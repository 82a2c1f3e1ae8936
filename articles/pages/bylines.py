"""Bylines: roles and names as printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Credit

NAMES_IN_SHORT = 3
ROLE_WORDS = {
    "interviewer": gettext_lazy("Interview by"),
    "interviewee": gettext_lazy("With"),
    "photographer": gettext_lazy("Photographs by"),
    "translator": gettext_lazy("Translated by"),
}


@dataclass(frozen=True)
class BylineGroup:
    """The contributors with the same role."""

    words: str
    credits: Sequence[Credit]


def role_words(role: str) -> str:
    """Return what is printed before the names: “By”, “Photographs by”."""
    return str(ROLE_WORDS.get(role, _("By")))


def byline(credits: Iterable[Credit]) -> list[BylineGroup]:
    """Group credits by role, in the order of the first of each."""
    groups: dict[str, list[Credit]] = {}
    for credit in credits:
        groups.setdefault(role_words(credit.role), []).append(credit)
    return [BylineGroup(words, members) for words, members in groups.items()]


def short_byline(names: Sequence[str]) -> str:
    """Name up to three, or two and the number of others."""
    if len(names) > NAMES_IN_SHORT:
        others = len(names) - NAMES_IN_SHORT + 1
        counted = ngettext("%d other", "%d others", others) % others
        return all_names([*names[: NAMES_IN_SHORT - 1], counted])
    return all_names(names)


def all_names(names: Sequence[str]) -> str:
    """List all names as in a sentence."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
