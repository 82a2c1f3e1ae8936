"""The kinds of article."""

from typing import Any, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The kind of an article."""

    # Value; slug and name of the list of such pieces; label.
    ANALYSIS = "analysis", "analysis", _("Analysis"), _("Analysis")
    NEWS = "news", "news", _("News"), _("News")
    EVENT = "event", "events", _("Events"), _("Event")
    RESOURCE = "resource", "resources", _("Resources"), _("Resource")
    VIEWPOINT = "viewpoint", "viewpoints", _("Viewpoints"), _("Viewpoint")
    INTERVIEW = "interview", "interviews", _("Interviews"), _("Interview")
    REVIEW = "review", "reviews", _("Reviews"), _("Review")
    DATA = "data", "data", _("Data"), _("Data")

    slug: str
    _plural: Any

    def __new__(cls, value: str, slug: str, plural: Any) -> Self:
        """Store the attributes beside the value; Django takes the label."""
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.slug = slug
        kind._plural = plural
        return kind

    @property
    def plural(self) -> str:
        """The name of the list of such articles."""
        return str(self._plural)

    def get_absolute_url(self) -> str:
        """Return the URL of that list."""
        return reverse("kind", args=[self.slug])

    @classmethod
    def from_slug(cls, slug: str) -> "Kind":
        """Return the kind with this slug. Raise KeyError."""
        return {kind.slug: kind for kind in cls}[slug]
