"""Corrections of published articles: what was wrong, what is right, when it was corrected, and by whom."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from articles.editing.panels import CORRECTION_PANELS
from base.pages.page_queries import published_via


class Severity(models.TextChoices):
    """The severity of a correction."""

    CORRECTION = "correction", _("Correction")
    CLARIFICATION = "clarification", _("Clarification")
    UPDATE = "update", _("Update")
    RETRACTION = "retraction", _("Retraction")


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Named queries on corrections."""

    def public(self) -> Self:
        """Corrections of published articles, newest first; those on drafts are not public."""
        return self.filter(published_via("article")).select_related("article").order_by("-made_at", "-pk")


class Correction(models.Model):
    """A correction of an article after its publication."""

    Severity = Severity

    article = ParentalKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="corrections")
    severity = models.CharField(_("kind"), max_length=16, choices=Severity, default=Severity.CORRECTION)
    wrong = models.TextField(
        _("what was wrong"), max_length=600, blank=True, help_text=_("What readers were told. Needed for a correction.")
    )
    right = models.TextField(
        _("what is right"),
        max_length=600,
        help_text=_("What is right now, what was added, or why the article is retracted."),
    )
    made_at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    made_by = models.CharField(_("by whom"), max_length=160, default="The editors")

    objects: ClassVar[Any] = CorrectionQuerySet.as_manager()
    panels = CORRECTION_PANELS

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_severity_display()}: {self.right[:60]}"

    def clean(self) -> None:
        """Check that nothing is missing for readers, and that the date is not in the future."""
        super().clean()
        if self.severity == Severity.CORRECTION and not self.wrong:
            raise ValidationError({"wrong": _("Say what was wrong, so that readers know what to forget.")})
        if self.made_at and self.made_at > timezone.now() + dt.timedelta(minutes=5):
            raise ValidationError({"made_at": _("This is in the future: give the moment of the correction.")})

    @property
    def anchor(self) -> str:
        """The fragment of the correction on the page of its article; it never changes."""
        return f"correction-{self.pk}"
