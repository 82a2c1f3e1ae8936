"""Co-authors of pieces."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.models.piece import Piece


class CoAuthor(models.Model):
    """A co-author's name on a piece; an editor who accepts it creates a contributor from it."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="co_authors")
    name = models.CharField(_("name"), max_length=160)
    job_title = models.CharField(_("job title"), max_length=160, blank=True)
    affiliation = models.CharField(_("institution"), max_length=200, blank=True)
    contributor = models.ForeignKey(
        "articles.Contributor", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sort_order = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("co-author")
        verbose_name_plural = _("co-authors")

    def __str__(self) -> str:
        return self.name
