"""The stages of a piece before publication."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """The stage of a piece; the order is that of the table at the desk."""

    PITCH = "pitch", _("Pitch")
    INVITED = "invited", _("Invited")
    WRITING = "writing", _("Being written")
    REVIEW = "review", _("With the editors")
    REVISION = "revision", _("Back with the author")
    ACCEPTED = "accepted", _("Accepted")
    PUBLISHED = "published", _("Published")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    @classmethod
    def in_progress(cls) -> list["Stage"]:
        """Return the stages in which somebody still has to act."""
        return [stage for stage in cls if stage not in {cls.PUBLISHED, cls.DECLINED, cls.WITHDRAWN}]

    @classmethod
    def with_the_author(cls) -> set["Stage"]:
        """Return the stages in which the author writes."""
        return {cls.WRITING, cls.REVISION}

    @classmethod
    def withdrawable(cls) -> set["Stage"]:
        """Return the stages in which the author can withdraw the piece."""
        return {cls.PITCH, cls.WRITING, cls.REVIEW, cls.REVISION}
