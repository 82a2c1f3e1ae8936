"""Memberships: the periods for which an institution has paid."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum, auto

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from members.models.institution import Institution, Term
from members.validators import LAST_DAY, MAX_GRACE_DAYS, validate_day


class MembershipCategory(Term):
    """A category of membership, such as “Science center and museum”."""

    class Meta(Term.Meta):
        verbose_name = _("membership category")
        verbose_name_plural = _("membership categories")


class MembershipStatus(Enum):
    """The status of an institution's memberships on a day, best first."""

    ACTIVE = auto()
    GRACE = auto()
    NOT_YET = auto()
    LAPSED = auto()
    NONE = auto()


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Named queries on memberships."""

    def running_on(self, day: date) -> "MembershipQuerySet":
        """Return memberships whose paid period contains the day."""
        return self.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=day), starts_on__lte=day)


class Membership(models.Model):
    """A paid period, first and last day included; days of grace follow it."""

    institution = ParentalKey(Institution, on_delete=models.CASCADE, related_name="memberships")
    category = models.ForeignKey(
        MembershipCategory, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("category")
    )
    starts_on = models.DateField(_("first day"), validators=[validate_day])
    ends_on = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        validators=[validate_day],
        help_text=_("Empty for a membership without end."),
    )
    grace_days = models.PositiveSmallIntegerField(
        _("days of grace"),
        default=30,
        validators=[MaxValueValidator(MAX_GRACE_DAYS)],
        help_text=_("How long its staff may read on while a renewal is under way."),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_it_starts",
                violation_error_message=_("The last day is before the first day: check both."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.institution}, {self.starts_on} – {self.ends_on or '…'}"

    def clean(self) -> None:
        """Check the order of the days while the form can show the error."""
        super().clean()
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day is before the first day: check both.")})

    @property
    def grace_ends_on(self) -> date | None:
        """Return the last day on which the institution's staff may read."""
        return self.ends_on and min(self.ends_on, LAST_DAY) + timedelta(days=self.grace_days)

    def status_on(self, day: date) -> MembershipStatus:
        """Return the status of this period on a day."""
        if day < self.starts_on:
            return MembershipStatus.NOT_YET
        if self.ends_on is None or day <= self.ends_on:
            return MembershipStatus.ACTIVE
        is_in_grace = day <= self.ends_on + timedelta(days=self.grace_days)
        return MembershipStatus.GRACE if is_in_grace else MembershipStatus.LAPSED


def best_status(memberships: Iterable[Membership], day: date) -> tuple[MembershipStatus, date | None]:
    """Return the best status of these memberships on a day, and the day on which it changes.

    That is the last day of access, the first one if all lies ahead, or the last paid one after a lapse.
    """
    by_status: dict[MembershipStatus, list[Membership]] = {}
    for membership in memberships:
        by_status.setdefault(membership.status_on(day), []).append(membership)
    for status in MembershipStatus:
        if found := by_status.get(status):
            return status, _day_of_change(status, found)
    return MembershipStatus.NONE, None


def _day_of_change(status: MembershipStatus, memberships: list[Membership]) -> date | None:
    if status is MembershipStatus.NOT_YET:
        return min(membership.starts_on for membership in memberships)
    if status is MembershipStatus.ACTIVE and any(membership.ends_on is None for membership in memberships):
        return None
    ends = [m.grace_ends_on if status is MembershipStatus.GRACE else m.ends_on for m in memberships]
    return max(end for end in ends if end)
