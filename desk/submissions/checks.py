"""The checklist before a piece can be sent: named checks, each with the place of its missing parts."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Contributor
from articles.plain_text import plain_text
from desk.models import PeopleShown, Piece, PiecePicture


class Missing(NamedTuple):
    """A sentence on a missing part, with its step and field."""

    sentence: str
    step: str
    field: str = ""


class Check(NamedTuple):
    """A question of the checklist, and a function that returns what is missing."""

    question: Any
    find: Callable[[Piece, Any], Iterator[Missing]]


class Answer(NamedTuple):
    """A question with its missing parts; without any, the answer is yes."""

    question: str
    missing: list[Missing]


def _about(piece: Piece, draft: Any) -> Iterator[Missing]:
    if not draft.deck:
        yield Missing(_("Say in one or two sentences what it is about."), "about", "id_deck")


def _text(piece: Piece, draft: Any) -> Iterator[Missing]:
    if not plain_text(draft.body).strip():
        yield Missing(_("There is no text yet."), "text", "id_text")


def _pictures(piece: Piece) -> Iterator[tuple[PiecePicture, str]]:
    for number, picture in enumerate(piece.pictures.select_related("image"), 1):
        yield picture, _("Picture %(number)d (%(title)s)") % {"number": number, "title": picture.image.title}


def _described(piece: Piece, draft: Any) -> Iterator[Missing]:
    for picture, name in _pictures(piece):
        if not picture.image.description:
            yield Missing(_("%s: say what it shows.") % name, "pictures", f"id_p{picture.pk}_alt")


def _credited(piece: Piece, draft: Any) -> Iterator[Missing]:
    for picture, name in _pictures(piece):
        if not picture.image.credit:
            yield Missing(_("%s: say who took or made it.") % name, "pictures", f"id_p{picture.pk}_credit")
        if not picture.image.permission_note:
            yield Missing(_("%s: say who allows us to print it.") % name, "pictures", f"id_p{picture.pk}_permission")


def _agreed(piece: Piece, draft: Any) -> Iterator[Missing]:
    for picture, name in _pictures(piece):
        if picture.people not in {PeopleShown.NOBODY, PeopleShown.AGREED}:
            sentence = _("%s: say whether people can be recognised, and have agreed.")
            yield Missing(sentence % name, "pictures", f"id_p{picture.pk}_people")


def _biography(piece: Piece, draft: Any) -> Iterator[Missing]:
    if not Contributor.objects.filter(user=piece.owner).exclude(biography="").exists():
        yield Missing(_("Say in two to four sentences who you are."), "people", "id_biography")


def _sources(piece: Piece, draft: Any) -> Iterator[Missing]:
    if not piece.sources:
        yield Missing(_("Name your sources, or write “none”."), "check", "id_sources")


CHECKS = (
    Check(gettext_lazy("Readers know what to expect"), _about),
    Check(gettext_lazy("There is a text"), _text),
    Check(gettext_lazy("Each picture is described"), _described),
    Check(gettext_lazy("Each picture names who made it and who allows us to print it"), _credited),
    Check(gettext_lazy("People in the pictures have agreed to be shown"), _agreed),
    Check(gettext_lazy("Readers learn who you are"), _biography),
    Check(gettext_lazy("Your sources are named"), _sources),
)


def answers(piece: Piece, draft: Any) -> list[Answer]:
    """Return the answers to all questions."""
    return [Answer(str(check.question), list(check.find(piece, draft))) for check in CHECKS]


def missing(piece: Piece, draft: Any) -> list[Missing]:
    """Return all missing parts."""
    return [one for answer in answers(piece, draft) for one in answer.missing]
