"""The curated vocabulary of the field: trends, their groups and synonyms."""

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from articles.editing.widgets import SeveralOf
from base.models import PublicId
from base.pages.compiled_queries import compiled
from base.pages.page_queries import published_via
from base.pages.public_uses import PublicUseQuerySet

# Above this number of pieces, the newest are found faster by date than by sorting all, and only the
# latest are compared.
FREQUENT = 300
# Reserved for views of the index of trends: no trend may take these slugs.
ROUTES = {"compare"}


class TrendGroup(models.Model):
    """A group of the vocabulary."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["sort_order", "name"]
        verbose_name = _("trend group")
        verbose_name_plural = _("trend groups")

    def __str__(self) -> str:
        return self.name


class TrendQuerySet(PublicUseQuerySet):
    """Named queries on the vocabulary."""

    def resolve(self, term: str) -> "Trend | None":
        """Return the trend of a term, by name or synonym, ignoring case."""
        term = term.strip()
        return self.filter(models.Q(name__iexact=term) | models.Q(synonyms__name__iexact=term)).first()

    def offered(self, chosen: Collection[str]) -> Self:
        """Trends that an editor can choose; retired ones only if they are already chosen."""
        return self.filter(~models.Q(status=Trend.Status.RETIRED) | models.Q(name__in=chosen))

    def in_use(self) -> Self:
        """Trends of at least one published article."""
        links = ArticleTrend.objects.filter(published_via("content_object"), tag=models.OuterRef("pk"))
        return self.filter(models.Exists(links))

    def with_frequency(self) -> Self:
        """Annotate `before_latest`, which is set for trends of very many articles, see `Trend.is_frequent`."""
        links = ArticleTrend.objects.filter(tag=models.OuterRef("pk")).order_by("-content_object")
        before = links.values("content_object")[FREQUENT : FREQUENT + 1]
        return self.annotate(before_latest=models.Subquery(before))

    @compiled
    def for_slug(self, slug: Any) -> Self:
        """Return the trend of a slug, with everything that its page needs at once."""
        return self.public().with_frequency().select_related("group", "figures", "successor").filter(slug=slug)

    @compiled
    def carried_by(self, page: Any, *, links: Any) -> Self:
        """Return the trends of a page of any type."""
        carried = links.objects.filter(content_object=page).values("tag")
        return self.filter(pk__in=carried)


class Trend(PublicId, index.Indexed, ClusterableModel, TagBase):
    """A term of the curated vocabulary."""

    class Status(models.TextChoices):
        """The status of a term."""

        PROPOSED = "proposed", _("Proposed")
        EMERGING = "emerging", _("Emerging")
        ESTABLISHED = "established", _("Established")
        RETIRED = "retired", _("Retired")

    free_tagging = False
    # The piece before the latest ones of a frequent trend; set only by `with_frequency()`.
    before_latest: int | None = None

    group = models.ForeignKey(TrendGroup, on_delete=models.PROTECT, related_name="trends", verbose_name=_("group"))
    scope_note = models.TextField(
        _("scope note"), blank=True, max_length=600, help_text=_("What the term covers and what it does not.")
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=Status,
        default=Status.PROPOSED,
        help_text=_("Readers see a proposed term as soon as something published carries it."),
    )
    see_also = models.ManyToManyField(
        "self", blank=True, symmetrical=False, related_name="+", verbose_name=_("see also")
    )
    successor = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="predecessors",
        verbose_name=_("successor"),
        help_text=_("Where a retired term leads its readers."),
    )
    discuss_url = models.URLField(
        _("discussion"), blank=True, help_text=_("Where a community of practice talks about it.")
    )

    objects: ClassVar[TrendQuerySet] = TrendQuerySet.as_manager()  # type: ignore[assignment]  # TagBase's differs

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
                FieldRowPanel([FieldPanel("group"), FieldPanel("status")]),
            ],
            heading=_("Term"),
        ),
        FieldPanel("successor"),
        FieldPanel("scope_note"),
        InlinePanel("synonyms", heading=_("Synonyms"), label=_("Synonym")),
        FieldPanel("see_also", widget=SeveralOf),
        InlinePanel(
            "key_articles",
            heading=_("Key articles"),
            label=_("Key article"),
            help_text=_("Those with which a reader should begin, in this order."),
        ),
        FieldPanel("discuss_url"),
    ]
    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.RelatedFields("synonyms", [index.SearchField("name"), index.AutocompleteField("name")]),
        index.FilterField("status"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("trend")
        verbose_name_plural = _("trends")

    @property
    def is_frequent(self) -> bool:
        """Return whether very many articles carry it."""
        return self.before_latest is not None

    def get_absolute_url(self) -> str:
        """Return the path of the public page."""
        return reverse("trend", args=[self.slug])

    def clean(self) -> None:
        """Check that the name is not a synonym of another trend, and that the slug and the successor can be used."""
        super().clean()
        if self.slug in ROUTES:
            raise ValidationError({"slug": _("The site uses “%s” itself; choose another slug.") % self.slug})
        if self.successor and (self.successor == self or self.successor.status == self.Status.RETIRED):
            raise ValidationError({"successor": _("Choose another term, one that is not retired itself.")})
        taken = TrendSynonym.objects.filter(name__iexact=self.name).exclude(trend_id=self.pk).first()
        if taken:
            raise ValidationError(
                {"name": _("“%s” is a synonym of the trend “%s” already.") % (self.name, taken.trend)}
            )


class TrendSynonym(Orderable):
    """Another word for a trend."""

    trend = ParentalKey(Trend, on_delete=models.CASCADE, related_name="synonyms")
    name = models.CharField(_("name"), max_length=100)

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="synonym_means_one_trend",
                violation_error_message=_("This is a synonym of another trend already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Check that the word is not the name of another trend."""
        super().clean()
        if taken := Trend.objects.filter(name__iexact=self.name).exclude(pk=self.trend_id).first():
            raise ValidationError({"name": _("“%s” is a trend of its own already.") % taken.name})


class ArticleTrend(ItemBase):
    """The relation of an article to a trend."""

    tag = models.ForeignKey(Trend, on_delete=models.PROTECT, related_name="article_trends")
    content_object = ParentalKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="article_trends")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="article_carries_a_trend_once")]
