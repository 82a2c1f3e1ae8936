"""The table of everything that can be found, and what the search knows beside it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.IntegerChoices):
    """Whose search finds a document. A gated piece has two: with its teaser, and with its text."""

    EVERYBODY = 0, _("Everybody")
    PUBLIC = 1, _("Those who may not read it in full")
    READERS = 2, _("Those who may read it in full")


class Facet(models.Model):
    """A value by which results can be narrowed, such as one trend."""

    group = models.CharField(max_length=16)
    key = models.CharField(max_length=100)
    slug = models.CharField(max_length=100)
    label = models.CharField(max_length=255)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "key"], name="search_facet_has_one_row")]
        indexes = [models.Index(fields=["group", "slug"], name="search_facet_by_address")]

    def __str__(self) -> str:
        return f"{self.group}: {self.label}"


class SearchDocument(models.Model):
    """One thing that can be found, as the index of the database knows it; migrations add what is indexed.

    The row is kept short: thousands of them are read to count facets.
    """

    kind = models.CharField(max_length=16)
    object_id = models.BigIntegerField()
    audience = models.PositiveSmallIntegerField(choices=Audience)
    date = models.DateField(null=True)
    facets = models.TextField()  # keys of facets, between spaces
    digest = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id", "audience"], name="search_document_is_one")]
        indexes = [models.Index(fields=["-date", "-id"], name="search_documents_by_date")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class SearchText(models.Model):
    """What a line of results shows of a document, and its words by field, for the order of the best matches."""

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
    """A word that occurs somewhere, as it is written, for what was mistyped."""

    word = models.CharField(max_length=80, primary_key=True)

    def __str__(self) -> str:
        return self.word


class SynonymGroup(models.Model):
    """Words and names that mean the same: who looks for one finds the others."""

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
        """Keep the words tidy."""
        self.words = ", ".join(self.terms)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Check that there are two at least."""
        super().clean()
        if len(self.terms) < 2:
            raise ValidationError({"words": _("One word has no synonym: write two or more, between commas.")})

    @property
    def terms(self) -> list[str]:
        """The words and names, one by one."""
        return [term for term in (" ".join(part.split()) for part in self.words.split(",")) if term]


class Term(models.Model):
    """A name that stands for something: a trend, by its name or a synonym, or a group of synonyms."""

    key = models.CharField(max_length=255, db_index=True)
    facet = models.ForeignKey(Facet, models.CASCADE, null=True, related_name="terms")
    group = models.ForeignKey(SynonymGroup, models.CASCADE, null=True, related_name="keys")

    def __str__(self) -> str:
        return self.key


class MissedQuery(models.Model):
    """A query for which nothing was found, and how often; who asked is not kept."""

    query = models.CharField(_("query"), max_length=80, unique=True)
    count = models.PositiveIntegerField(_("times"), default=0)
    last_asked = models.DateField(_("last asked"))

    class Meta:
        ordering = ["-count", "query"]
        verbose_name = _("search without results")
        verbose_name_plural = _("searches without results")

    def __str__(self) -> str:
        return self.query
