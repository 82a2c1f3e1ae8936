"""The table of all searchable things, and the search's own data."""

from collections.abc import Collection, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from base.pages.compiled_queries import compiled

# Keys are repeated until there are a multiple of so many: each number of keys is a statement of its own.
KEYS_AT_ONCE = 100
SHOWN_IN_LINES = (
    *("kind", "object_id", "date"),
    *(f"shown__{name}" for name in ("title", "url", "kicker", "byline", "teaser", "text", "is_gated")),
)


def filled_up(keys: Collection[Any]) -> list[Any]:
    """Return some keys, the first of them repeated until a multiple of KEYS_AT_ONCE is reached."""
    return [*keys, *list(keys)[:1] * (-len(keys) % KEYS_AT_ONCE)]


class Audience(models.IntegerChoices):
    """The readers who find a document. A gated piece has two: one with its teaser, one with its text."""

    EVERYBODY = 0, _("Everybody")
    PUBLIC = 1, _("Those who may not read it in full")
    READERS = 2, _("Those who may read it in full")


class FacetQuerySet(models.QuerySet["Facet"]):
    """Queries of the facets."""

    @compiled
    def rows_by_key(self, *keys: Any) -> Any:
        """Return what is shown of some facets."""
        return self.filter(id__in=keys).values_list("pk", "group", "key", "slug", "label")


class Facet(models.Model):
    """A value by which results can be narrowed, such as one trend."""

    group = models.CharField(max_length=16)
    key = models.CharField(max_length=100)
    slug = models.CharField(max_length=100)
    label = models.CharField(max_length=255)

    objects: ClassVar[Any] = FacetQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "key"], name="search_facet_has_one_row")]
        indexes = [models.Index(fields=["group", "slug"], name="search_facet_by_address")]

    def __str__(self) -> str:
        return f"{self.group}: {self.label}"


class SearchDocumentQuerySet(models.QuerySet["SearchDocument"]):
    """Queries of the documents."""

    @compiled
    def rows_by_key(self, *keys: Any) -> Any:
        """Return what the order of the best matches depends on."""
        words = (f"shown__{name}_words" for name in ("title", "name", "trend", "summary"))
        return self.filter(id__in=keys).values_list("pk", "kind", "date", "facets", *words)

    @compiled
    def shown_by_key(self, *keys: Any) -> Any:
        """Return documents with what lines of results show."""
        return self.filter(id__in=keys).select_related("shown").only(*SHOWN_IN_LINES)

    def shown_in_bulk(self, keys: Sequence[int]) -> "dict[int, SearchDocument]":
        """Return the same by key."""
        return {document.pk: document for document in self.shown_by_key(*keys)}


class SearchDocument(models.Model):
    """A searchable thing in the index of the database; migrations add the indexed columns.

    The row is kept short: thousands of them are read to count facets.
    """

    kind = models.CharField(max_length=16)
    object_id = models.BigIntegerField()
    audience = models.PositiveSmallIntegerField(choices=Audience)
    date = models.DateField(null=True)
    facets = models.TextField()  # keys of facets, separated by spaces
    digest = models.CharField(max_length=32)

    objects: ClassVar[Any] = SearchDocumentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id", "audience"], name="search_document_is_one")]
        indexes = [models.Index(fields=["-date", "-id"], name="search_documents_by_date")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class SearchText(models.Model):
    """The result line of a document, and its words by field, for ranking the best matches."""

    document = models.OneToOneField(SearchDocument, models.CASCADE, primary_key=True, related_name="shown")
    title = models.CharField(max_length=255)
    url = models.CharField(max_length=255)
    kicker = models.CharField(max_length=400)
    byline = models.CharField(max_length=600)
    teaser = models.TextField()
    text = models.TextField()
    is_gated = models.BooleanField()
    title_words = models.TextField()
    name_words = models.TextField()
    trend_words = models.TextField()
    summary_words = models.TextField()

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A word that occurs somewhere, as it is written, for spelling correction."""

    word = models.CharField(max_length=80, primary_key=True)

    def __str__(self) -> str:
        return self.word


class SynonymGroup(models.Model):
    """Words and names that mean the same: a query for one finds the others."""

    words = models.TextField(
        _("words"), help_text=_("Two or more, between commas: docent, explainer, floor facilitator."), max_length=1000
    )

    class Meta:
        ordering = ["words"]
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("synonyms for the search")

    def __str__(self) -> str:
        return self.words

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Normalise the words."""
        self.words = ", ".join(self.terms)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Check that there are at least two."""
        super().clean()
        if len(self.terms) < 2:
            raise ValidationError({"words": _("One word has no synonym: write two or more, between commas.")})

    @property
    def terms(self) -> list[str]:
        """The words and names as a list."""
        return [term for term in (" ".join(part.split()) for part in self.words.split(",")) if term]


class Term(models.Model):
    """A name of something: of a trend, by name or synonym, or of a group of synonyms."""

    key = models.CharField(max_length=255, db_index=True)
    facet = models.ForeignKey(Facet, models.CASCADE, null=True, related_name="terms")
    group = models.ForeignKey(SynonymGroup, models.CASCADE, null=True, related_name="keys")

    def __str__(self) -> str:
        return self.key


class MissedQuery(models.Model):
    """A query without results, and how often it was made; its users are not recorded."""

    query = models.CharField(_("query"), max_length=80, unique=True)
    count = models.PositiveIntegerField(_("times"), default=0)
    last_asked = models.DateField(_("last asked"))

    class Meta:
        ordering = ["-count", "query"]
        verbose_name = _("search without results")
        verbose_name_plural = _("searches without results")

    def __str__(self) -> str:
        return self.query
