"""Credits: who did what on an article, with affiliation at the time."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from articles.editing.api_fields import CREDIT_API_FIELDS
from articles.editing.panels import CREDIT_PANELS
from articles.models.contributor import Contributor
from base.pages.compiled_queries import compiled


class Role(models.TextChoices):
    """The role of a contributor on an article."""

    AUTHOR = "author", _("Author")
    INTERVIEWER = "interviewer", _("Interviewer")
    INTERVIEWEE = "interviewee", _("Interviewee")
    PHOTOGRAPHER = "photographer", _("Photographer")
    TRANSLATOR = "translator", _("Translator")
    ORGANISATION = "organisation", _("Organisation")

    @classmethod
    def in_byline(cls) -> set[str]:
        """The roles that count as authors in feeds and citations."""
        return {cls.AUTHOR, cls.INTERVIEWER, cls.ORGANISATION}


class BaseCredit(Orderable):
    """A contributor's role on an article or archived article, with affiliation at the time."""

    Role = Role
    contributor: Any
    institution: Any

    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.AUTHOR)
    title = models.CharField(
        _("title at the time"),
        max_length=160,
        blank=True,
        help_text=_("Job title when the article was written; taken from the contributor when empty."),
    )
    affiliation = models.CharField(
        _("affiliation as printed"),
        max_length=200,
        blank=True,
        help_text=_("The institution’s name at the time; taken from the institution when empty."),
    )

    panels = CREDIT_PANELS

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.contributor}"

    @property
    def is_in_byline(self) -> bool:
        """Return whether the role counts as author."""
        return self.role in Role.in_byline()

    @property
    def line(self) -> str:
        """Title and affiliation as printed."""
        return ", ".join(part for part in (self.title, self.affiliation) if part)


class CreditQuerySet(models.QuerySet["Credit"]):
    """Named queries on credits of articles."""

    @compiled
    def for_article(self, article: Any) -> Self:
        """Return the credits of an article, with their contributors."""
        return self.filter(article=article).select_related("contributor__portrait")

    @compiled
    def byline_names(self, *articles: Any) -> Any:
        """Return the names in the bylines of articles, each with the key of its article."""
        credits = self.filter(article__id__in=articles, role__in=Role.in_byline())
        return credits.values_list("article_id", "contributor__name")


class Credit(BaseCredit):
    """A contributor's role on one article, with affiliation at the time."""

    article = ParentalKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="credits")
    contributor = models.ForeignKey(
        Contributor, on_delete=models.PROTECT, related_name="credits", verbose_name=_("contributor")
    )
    institution = models.ForeignKey(
        "members.Institution",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="credits",
        verbose_name=_("institution at the time"),
        help_text=_("Taken from the contributor when empty."),
    )
    objects: ClassVar[Any] = CreditQuerySet.as_manager()
    api_fields = CREDIT_API_FIELDS

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the current affiliation, so that a later change of job does not rewrite the byline."""
        self.fill_affiliation()
        super().save(*args, **kwargs)

    def fill_affiliation(self) -> None:
        """Fill in empty fields from the contributor and the institution."""
        if not (self.title or self.institution_id or self.affiliation):
            self.title, self.institution = self.contributor.job_title, self.contributor.institution
        if not self.affiliation and self.institution:
            self.affiliation = self.institution.name
