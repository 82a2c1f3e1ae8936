"""What ties pieces to trends beside their own choice: key articles, and trends that were merged."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import PageChooserPanel
from wagtail.models import Orderable

from articles.models.contributor import Contributor
from articles.models.trend import Trend
from base.pages.compiled_queries import compiled
from members.models import Institution


class KeyArticleQuerySet(models.QuerySet["KeyArticle"]):
    """Named queries of the key articles."""

    @compiled
    def named_with(self, trend: Any, *keys: Any, ties: int) -> Any:
        """Return what, key, name, slug and place of all that the page of a trend names, in one query.

        After the trend, as many keys each of people, institutions and neighbours as there are `ties`: 0 is none.
        """
        people, institutions, neighbours = keys[:ties], keys[ties : 2 * ties], keys[2 * ties :]
        also = Trend.see_also.through.objects.filter(from_trend=trend).values("to_trend")
        terms = Trend.objects.public()
        named = {
            "contributor": Contributor.objects.public().filter(pk__in=people),
            "institution": Institution.objects.public().filter(pk__in=institutions),
            "neighbour": terms.exclude(status=Trend.Status.RETIRED).filter(pk__in=neighbours),
            "also": terms.filter(pk__in=also),
        }
        of_trend = self.filter(trend=trend).order_by().annotate(what=_text("key"), name=_text(""), slug=_text(""))
        first = of_trend.values_list("what", "page_id", "name", "slug", "sort_order")
        return first.union(*(_columns(what, found) for what, found in named.items()), all=True)


def _columns(what: str, found: models.QuerySet[Any]) -> models.QuerySet[Any]:
    labelled = found.order_by().annotate(what=_text(what), place=models.Value(0))
    return labelled.values_list("what", "pk", "name", "slug", "place")


def _text(value: str) -> models.Value:
    return models.Value(value, output_field=models.CharField())


class KeyArticle(Orderable):
    """An article, of today or of the archive, with which somebody should begin."""

    trend = ParentalKey(Trend, on_delete=models.CASCADE, related_name="key_articles")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("article"))

    objects: ClassVar[KeyArticleQuerySet] = KeyArticleQuerySet.as_manager()  # type: ignore[assignment]

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
