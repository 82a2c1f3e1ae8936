"""Load the sample articles into a new magazine, and begin an archive that grows."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.core.management import call_command

from sample.printed_issues import load
from sample.tasks import load_sample_issues


def load_into_new_magazine(say: Callable[[str], object]) -> None:
    """Load what is missing; quick if nothing is."""
    _load_magazine(say)
    _load_archive(say)


def _load_magazine(say: Callable[[str], object]) -> None:
    """Load it into an empty database; a loading that was interrupted left it empty."""
    if not get_user_model().objects.exists():
        say("Loading the sample magazine …")
        load.begin()
        call_command("load_sample")


def _load_archive(say: Callable[[str], object]) -> None:
    """Load the first issues of the sample and leave the others, new or interrupted, to the worker."""
    if load.is_unfinished():
        say("Loading issues into the archive …")
        load.load_first()
        load_sample_issues.enqueue()
