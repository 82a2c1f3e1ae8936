"""The steps of a submission in their order."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from desk.submissions.forms import AboutForm, PeopleForm, StepForm
from desk.submissions.pictures import PicturesForm
from desk.submissions.sending import CheckForm
from desk.submissions.text import TextForm


class Step(NamedTuple):
    """A page of the submission: its name in the URL, its title, its introduction, and its form."""

    name: str
    title: Any
    intro: Any
    form: type[StepForm]


STEPS = (
    Step("about", _("About the piece"), _("Only a headline is needed to go on."), AboutForm),
    Step("text", _("Text"), _("Type it here, paste it, or send a file."), TextForm),
    Step("pictures", _("Pictures"), _("They stand where you put them in the text. A piece needs none."), PicturesForm),
    Step("people", _("People"), _("Who wrote it. Nothing of this is public before the piece is."), PeopleForm),
    Step("check", _("Check and send"), _("A last look, and off it goes."), CheckForm),
)
STEP_NAMES = [step.name for step in STEPS]


class StepLink(NamedTuple):
    """A step as the menu shows it."""

    title: Any
    url: str
    is_here: bool


def menu(pk: int, here: str) -> list[StepLink]:
    """Return the menu of the steps."""
    return [StepLink(step.title, reverse("submission_step", args=[pk, step.name]), step.name == here) for step in STEPS]


def after(name: str) -> str:
    """Return the name of the next step; the last one stays."""
    return STEP_NAMES[min(STEP_NAMES.index(name) + 1, len(STEPS) - 1)]
