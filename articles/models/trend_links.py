"""What ties pieces to trends beside their own choice: key articles, and trends that were merged."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import PageChooserPanel
from wagtail.models import Orderable

from articles.models.trend import Trend


class KeyArticle(Orderable):
    """An article, of today or of the archive, with which somebody should begin."""

    trend = ParentalKey(Trend, on_delete=models.CASCADE, related_name="key_articles")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("article"))

    panels = [PageChooserPanel("page")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["trend", "page"], name="key_article_once_for_each_trend")]

    def __str__(self) -> str:
        return str(self.page)

    def clean(self) -> None:
        """Refuse pages that carry no trends."""
        super().clean()
        if self.page_id and not hasattr(self.page.specific_class, "trends"):
            raise ValidationError(
                {"page": _("“%s” is no article. Choose an article of today or of the archive.") % self.page}
            )


class MergedTrend(models.Model):
    """A trend that was merged into another one: revisions, which keep keys of trends, still name it."""

    key = models.PositiveBigIntegerField(primary_key=True)
    trend = models.ForeignKey(Trend, on_delete=models.CASCADE, related_name="merged_trends")

    def __str__(self) -> str:
        return f"{self.key} → {self.trend}"


class CarriesTrends(models.Model):
    """A page with trends; its revisions may be older than the vocabulary."""

    class Meta:
        abstract = True

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], *arguments: Any, **options: Any) -> Any:
        """Read a revision with the trends into which its own have been merged; those that are gone are left out."""
        relation = cls.trends.through._meta.get_field("content_object").remote_field.related_name  # type: ignore[attr-defined]
        links = data.get(relation) or []
        return super().from_serializable_data({**data, relation: _present(links)}, *arguments, **options)  # type: ignore[misc]


def _present(links: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return links to trends that there are, each trend once."""
    wanted = {link["tag"] for link in links}
    there = set(Trend.objects.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    moved = dict(MergedTrend.objects.filter(pk__in=wanted - there).values_list("pk", "trend")) if wanted - there else {}
    found: dict[int, dict[str, Any]] = {}
    for link in links:
        key = link["tag"] if link["tag"] in there else moved.get(link["tag"])
        if key is not None:
            found.setdefault(key, {**link, "tag": key})
    return list(found.values())
