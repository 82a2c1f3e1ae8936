"""The kinds of article."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The kind of an article."""

    ANALYSIS = "analysis", _("Analysis")
    NEWS = "news", _("News")
    EVENT = "event", _("Event")
    RESOURCE = "resource", _("Resource")
    VIEWPOINT = "viewpoint", _("Viewpoint")
    INTERVIEW = "interview", _("Interview")
    REVIEW = "review", _("Review")
    DATA = "data", _("Data")

    @property
    def plural(self) -> str:
        """The name of a list of such pieces."""
        names = {
            Kind.ANALYSIS: _("Analysis"),
            Kind.NEWS: _("News"),
            Kind.EVENT: _("Events"),
            Kind.RESOURCE: _("Resources"),
            Kind.VIEWPOINT: _("Viewpoints"),
            Kind.INTERVIEW: _("Interviews"),
            Kind.REVIEW: _("Reviews"),
            Kind.DATA: _("Data"),
        }
        return str(names[self])

    @property
    def slug(self) -> str:
        """The last part of the address of that list."""
        return {Kind.ANALYSIS: "analysis", Kind.NEWS: "news", Kind.DATA: "data"}.get(self, f"{self.value}s")

    def get_absolute_url(self) -> str:
        """The address of that list."""
        return reverse("kind", args=[self.slug])

    @classmethod
    def from_slug(cls, slug: str) -> "Kind":
        """Find the kind of an address; raises KeyError."""
        return {kind.slug: kind for kind in cls}[slug]
