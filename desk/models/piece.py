"""One row for every pitch and draft, which board, invitations, notes and mails refer to."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.kinds import Kind
from base.clock import today
from desk.models.stage import Stage

LONGEST_PITCH = 2_000


class PieceQuerySet(models.QuerySet["Piece"]):
    """Named queries on pieces."""

    def owned_by(self, user: Any) -> Self:
        """Return the pieces of an author, latest first."""
        return self.filter(owner=user).order_by("-created_at", "-pk")

    def in_progress(self) -> Self:
        """Return the pieces on which somebody still has to act."""
        return self.filter(stage__in=Stage.in_progress())

    def for_table(self) -> Self:
        """Return the pieces with everything that the table shows, in a fixed number of queries."""
        return self.select_related("section", "assignee", "owner", "article").prefetch_related("trends", "co_authors")

    def of_article(self, page_id: Any) -> Self:
        """Return the piece with this page as its text."""
        return self.filter(article_id=page_id)


class Piece(models.Model):
    """A pitch or a draft before its publication. Its text, once there is one, is an ordinary draft article."""

    Stage = Stage

    title = models.CharField(_("working title"), max_length=255)
    pitch = models.TextField(_("pitch"), blank=True, max_length=LONGEST_PITCH)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.ANALYSIS)
    trends = models.ManyToManyField("articles.Trend", blank=True, related_name="+", verbose_name=_("trends"))
    section = models.ForeignKey(
        "articles.SectionPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("section"),
    )
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.PITCH, db_index=True)
    stage_since = models.DateTimeField(_("since"), default=timezone.now)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="pieces",
        verbose_name=_("author"),
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="assigned_pieces",
        verbose_name=_("editor in charge"),
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    planned_for = models.DateField(_("planned for"), null=True, blank=True)
    article = models.OneToOneField(
        "articles.ArticlePage", null=True, blank=True, on_delete=models.SET_NULL, related_name="piece"
    )
    sources = models.TextField(_("sources"), blank=True, max_length=4_000)
    words_to_editors = models.TextField(_("message to the editors"), blank=True, max_length=2_000)
    words_to_author = models.TextField(_("message to the author"), blank=True, max_length=2_000)
    sent_revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    proof_revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    proof_sent_at = models.DateTimeField(_("proof sent"), null=True, blank=True)
    proof_signed_at = models.DateTimeField(_("proof signed off"), null=True, blank=True)
    proof_remark = models.TextField(_("remark on the proof"), blank=True, max_length=2_000)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("begun"), default=timezone.now)

    objects: ClassVar[Any] = PieceQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-stage_since", "-pk"]
        verbose_name = _("piece")
        verbose_name_plural = _("pieces")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the path of the author's status page."""
        return reverse("submission", args=[self.pk])

    @property
    def is_with_author(self) -> bool:
        """Return whether its author may change it."""
        return self.stage in Stage.with_the_author()

    @property
    def is_withdrawable(self) -> bool:
        """Return whether its author can still withdraw it."""
        return self.stage in Stage.withdrawable()

    @property
    def is_overdue(self) -> bool:
        """Return whether it is past its due day and has not come in."""
        return self.due_on is not None and self.due_on < self._today and self.stage in _BEFORE_IT_CAME

    @cached_property
    def _today(self) -> date:
        return today()

    @property
    def days_in_stage(self) -> int:
        """The number of days in the current stage."""
        return (timezone.now() - self.stage_since).days

    def move_to(self, stage: str) -> None:
        """Move it to another stage; the caller saves it."""
        if stage != self.stage:
            self.stage, self.stage_since = stage, timezone.now()


_BEFORE_IT_CAME = {Stage.INVITED, Stage.WRITING, Stage.REVISION}
