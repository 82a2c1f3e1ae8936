"""Records of the images and documents that published pages use."""

from typing import Self

from django.conf import settings
from django.db import models
from wagtail.models import Page


class MediaUseQuerySet(models.QuerySet["MediaUse"]):
    """Named queries on uses."""

    def of(self, medium: models.Model) -> Self:
        """Return the uses of one image or document."""
        field = "image" if medium._meta.label == settings.WAGTAILIMAGES_IMAGE_MODEL else "document"
        return self.filter(**{field: medium.pk})


class MediaUse(models.Model):
    """A published page that shows an image or offers a document, in its gated or its open part."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="media_uses")
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, null=True, on_delete=models.CASCADE, related_name="uses"
    )
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, null=True, on_delete=models.CASCADE, related_name="uses"
    )
    is_gated = models.BooleanField()

    objects = MediaUseQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(image=None) ^ models.Q(document=None),
                name="media_use_is_of_a_picture_or_a_document",
            )
        ]

    def __str__(self) -> str:
        return f"{self.image or self.document} on {self.page}"
