"""Reviews: fields, form, page and API."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from articles.kinds.kind import Kind
from articles.kinds.specification import KindSpecification


class ReviewFields(models.Model):
    """The columns of reviews."""

    review_exhibition = models.CharField(_("exhibition"), max_length=200, blank=True)
    review_host = models.ForeignKey(
        "members.Institution",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("host"),
    )

    class Meta:
        abstract = True


class ReviewOut(Schema):
    """The subject of a review."""

    exhibition: str = Field(alias="review_exhibition", description="What is reviewed.", examples=["Ebb and Flow"])
    host: str = Field(description="The institution that shows it; may be empty.", examples=["Tidal Museum"])

    @staticmethod
    def resolve_host(article: ReviewFields) -> str:
        return str(article.review_host or "")


def structured_data(article: Any) -> dict[str, Any]:
    """Describe the exhibition that is reviewed (https://schema.org/Review)."""
    exhibition = {"@type": "ExhibitionEvent", "name": article.review_exhibition}
    if article.review_host:
        exhibition["location"] = {"@type": "Museum", "name": article.review_host.name}
    return {"@type": ["NewsArticle", "Review"], "itemReviewed": exhibition}


REVIEW = KindSpecification(
    kind=Kind.REVIEW,
    fields=ReviewFields,
    main_field="review_exhibition",
    required={"review_exhibition": _("A review needs the name of the exhibition.")},
    panels=[FieldRowPanel([FieldPanel("review_exhibition"), FieldPanel("review_host")])],
    icon="pick",
    template="articles/kinds/review.html",
    structured_data=structured_data,
    select_related=["review_host"],
)
