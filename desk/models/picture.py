"""The pictures that an author has sent with a piece."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.models.piece import Piece


class PeopleShown(models.TextChoices):
    """Whether people can be recognised in a picture."""

    UNANSWERED = "", _("Please choose")
    NOBODY = "nobody", _("Nobody can be recognised")
    AGREED = "agreed", _("Yes, and they have agreed to be shown")
    NOT_YET = "not_yet", _("Yes, and I still have to ask them")


class PiecePicture(models.Model):
    """A picture of a piece, and what its author says of the people in it; the rest stands on the picture."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="pictures")
    image = models.OneToOneField("base.MagazineImage", on_delete=models.CASCADE, related_name="+")
    caption = models.CharField(_("caption"), max_length=400, blank=True)
    people = models.CharField(
        _("people in the picture"), max_length=10, choices=PeopleShown, default=PeopleShown.UNANSWERED, blank=True
    )
    is_lead = models.BooleanField(_("show it large, above the text"), default=False)
    sort_order = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return str(self.image)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Take the picture with it, which was sent for this piece alone."""
        image = self.image
        gone = super().delete(*args, **kwargs)
        image.delete()
        return gone
