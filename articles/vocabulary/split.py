"""Split a trend: for each piece an editor chooses whether it stays, moves to the other trend, or gets both."""

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from articles import content_sources
from articles.models import Trend
from articles.vocabulary.filing import Filing, file, pieces_naming
from articles.vocabulary.merge import VocabularyError


class Place(models.TextChoices):
    """The place of a piece after a split."""

    STAYS = "stays", gettext_lazy("Stays")
    GOES = "goes", gettext_lazy("Goes over")
    BOTH = "both", gettext_lazy("Both")


Choices = Mapping[int, Place]


@transaction.atomic
def split(trend: Trend, other: Trend, choices: Choices, *, user: Any = None) -> int:
    """File pieces as chosen, and return the number of changed ones; pieces without a choice stay."""
    if trend.pk == other.pk or other.status == Trend.Status.RETIRED:
        raise VocabularyError(_("Pieces of “%s” can go to another trend that is in use.") % trend)
    changed = 0
    for source in content_sources.registered():
        naming = pieces_naming(source, trend)
        goes = [key for key in naming if choices.get(key) == Place.GOES]
        both = [key for key in naming if choices.get(key) == Place.BOTH]
        if goes or both:
            file(source, trend, other, Filing(remove=goes, add=[*goes, *both]))
            changed += len(goes) + len(both)
    log(trend, "wagtail.edit", user=user, data={"split to": other.name, "pieces": changed})
    return changed
