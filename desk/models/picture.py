"""The images sent with a piece."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.models.piece import Piece


class PeopleShown(models.TextChoices):
    """The author's answer whether people can be recognised in an image, and have agreed."""

    UNANSWERED = "", _("Please choose")
    NOBODY = "nobody", _("Nobody can be recognised")
    AGREED = "agreed", _("Yes, and they have agreed to be shown")
    NOT_YET = "not_yet", _("Yes, and I still have to ask them")


class PiecePicture(models.Model):
    """An image of a piece, with its author's answer on the people shown; the other details are on the image."""

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
        """Delete the image too, which was sent for this piece alone."""
        image = self.image
        gone = super().delete(*args, **kwargs)
        image.delete()
        return gone
