"""Further relations between pieces and trends: key articles, and merged trends."""

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
    """Named queries on key articles."""

    @compiled
    def named_with(self, trend: Any, *keys: Any, ties: int) -> Any:
        """Return type, key, name, slug and position of everything that the page of a trend names, in one query.

        The keys come after the trend: `ties` each of people, institutions and neighbours, with 0 for none.
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
    """An article or archived article that is a good introduction to a trend."""

    trend = ParentalKey(Trend, on_delete=models.CASCADE, related_name="key_articles")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("article"))

    objects: ClassVar[KeyArticleQuerySet] = KeyArticleQuerySet.as_manager()  # type: ignore[assignment]  # Orderable's

    panels = [PageChooserPanel("page")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["trend", "page"], name="key_article_once_for_each_trend")]

    def __str__(self) -> str:
        return str(self.page)

    def clean(self) -> None:
        """Refuse pages that have no trends."""
        super().clean()
        if self.page_id and not hasattr(self.page.specific_class, "trends"):
            raise ValidationError(
                {"page": _("“%s” is no article. Choose an article of today or of the archive.") % self.page}
            )


class MergedTrend(models.Model):
    """A trend that was merged into another: revisions, which store keys of trends, may still name it."""

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
        """Read a revision with merged trends replaced by their targets, and deleted ones left out."""
        field = cls.trends.through._meta.get_field("content_object")  # type: ignore[attr-defined]  # in subclasses
        relation = field.remote_field.related_name
        links = data.get(relation) or []
        present = {**data, relation: _present(links)}
        return super().from_serializable_data(present, *arguments, **options)  # type: ignore[misc]  # Page has it


def _present(links: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the links to existing trends, each trend once."""
    wanted = {link["tag"] for link in links}
    there = set(Trend.objects.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    moved = dict(MergedTrend.objects.filter(pk__in=wanted - there).values_list("pk", "trend")) if wanted - there else {}
    found: dict[int, dict[str, Any]] = {}
    for link in links:
        key = link["tag"] if link["tag"] in there else moved.get(link["tag"])
        if key is not None:
            found.setdefault(key, {**link, "tag": key})
    return list(found.values())
