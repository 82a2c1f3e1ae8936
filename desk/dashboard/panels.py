"""Dashboard panels on pieces: late ones, those due out this week, and new arrivals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.editing.dashboard import DeskPanel
from articles.editing.permissions import PAGE_POLICY
from articles.models import ArticlePage
from base.clock import today
from desk.calendar.months import appearances_between
from desk.models import Piece, Stage
from desk.permissions import keeps_pieces

ROWS = 7
WEEK = timedelta(days=7)
# Between “Waiting for me” and “My drafts”.
BEHIND_WHAT_WAITS = 1.1
LATE_BY_DUE_DAY = (Stage.INVITED, Stage.WRITING, Stage.REVISION)


@dataclass(frozen=True)
class PieceRow:
    """A line of a panel: a linked title, and details."""

    title: str
    url: str
    note: str


class PiecePanel(DeskPanel):
    """A short list of pieces with a heading, a message if it is empty, and the number of further pieces."""

    template_name = "desk/dashboard/panel.html"
    name: str
    heading: Any
    empty: Any
    icon: str
    more_url = "pieces"

    def __init__(self, request: HttpRequest, order: float) -> None:
        super().__init__(request, order)
        self.sees_all = keeps_pieces(request.user)

    def rows(self) -> Sequence[PieceRow]:
        """Return all rows of the panel."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return heading and rows for the template."""
        rows = self.rows()
        return {
            "panel": self,
            "rows": rows[:ROWS],
            "more": max(0, len(rows) - ROWS),
            "more_url": reverse(self.more_url) if self.sees_all else "",
        }

    def _pieces(self) -> Any:
        """Return the pieces that the user may see: all, or their own."""
        found = Piece.objects.in_progress().select_related("assignee", "owner")
        return found if self.sees_all else found.filter(owner=self.request.user.pk)

    def _url(self, piece: Piece) -> str:
        return reverse("piece", args=[piece.pk]) if self.sees_all else piece.get_absolute_url()


class Late(PiecePanel):
    """Pieces past their due day that have not come in, or past their planned day that are not accepted."""

    name = "late"
    heading = gettext_lazy("Late")
    empty = gettext_lazy("Nothing is late.")
    icon = "warning"

    def rows(self) -> Sequence[PieceRow]:
        """Return late pieces, the longest overdue first."""
        over = Q(due_on__lt=today(), stage__in=LATE_BY_DUE_DAY)
        missed = Q(planned_for__lt=today()) & ~Q(stage=Stage.ACCEPTED)
        found = sorted(self._pieces().filter(over | missed), key=_late_since)
        return [PieceRow(piece.title, self._url(piece), self._note(piece)) for piece in found]

    def _note(self, piece: Piece) -> str:
        days = (today() - _late_since(piece)).days
        late = ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
        with_whom = piece.owner if piece.is_with_author else piece.assignee
        return " · ".join(map(str, filter(None, (late, piece.get_stage_display(), with_whom))))


def _late_since(piece: Piece) -> date:
    """Return the first of its days that has passed."""
    due = piece.due_on if piece.is_overdue else None
    planned = piece.planned_for if piece.stage != Stage.ACCEPTED else None
    return min(day for day in (due, planned) if day and day < today())


class ThisWeek(PiecePanel):
    """Publications scheduled for the next seven days, and pieces planned for them."""

    name = "this-week"
    heading = gettext_lazy("Goes out this week")
    empty = gettext_lazy("Nothing goes out within seven days.")
    icon = "calendar-alt"
    more_url = "calendar"

    def rows(self) -> Sequence[PieceRow]:
        """Return both, sorted by day."""
        dated = [*self._scheduled(), *self._planned()]
        return [row for _moment, row in sorted(dated, key=lambda pair: pair[0])]

    def _scheduled(self) -> Iterable[tuple[datetime, PieceRow]]:
        found = [one for one in appearances_between(today(), today() + WEEK) if one.at > timezone.now()]
        known = ArticlePage.objects.filter(PAGE_POLICY.visible_pages(self.request.user))
        keys = set(known.filter(pk__in=[one.page_id for one in found]).values_list("pk", flat=True)) if found else ()
        for one in found:
            if one.page_id in keys:
                url, at = reverse("wagtailadmin_pages:edit", args=[one.page_id]), timezone.localtime(one.at)
                yield one.at, PieceRow(one.title, url, _("Appears on %s") % date_format(at, "l j M, H:i"))

    def _planned(self) -> Iterable[tuple[datetime, PieceRow]]:
        days = (today(), today() + WEEK)
        for piece in self._pieces().filter(planned_for__range=days).exclude(stage=Stage.ACCEPTED):
            day = date_format(piece.planned_for, "l j M")
            note = _("Planned for %(day)s · %(stage)s") % {"day": day, "stage": piece.get_stage_display()}
            evening = timezone.make_aware(datetime.combine(piece.planned_for, time.max))
            yield evening, PieceRow(piece.title, self._url(piece), note)


class CameIn(PiecePanel):
    """Pitches that wait for an answer, and pieces submitted within a week."""

    name = "came-in"
    heading = gettext_lazy("Came in")
    empty = gettext_lazy("Nothing came in within a week, and no idea waits for an answer.")
    icon = "download"

    def rows(self) -> Sequence[PieceRow]:
        """Return both, newest first."""
        lately = Q(stage=Stage.REVIEW, stage_since__gte=timezone.now() - WEEK)
        found = self._pieces().filter(Q(stage=Stage.PITCH) | lately).order_by("-stage_since")
        return [PieceRow(piece.title, self._url(piece), self._note(piece)) for piece in found]

    def _note(self, piece: Piece) -> str:
        since = date_format(timezone.localtime(piece.stage_since), "j M, H:i")
        in_charge = _("in charge: %s") % piece.assignee if piece.assignee else _("nobody is in charge")
        return " · ".join(map(str, filter(None, (piece.get_stage_display(), since, piece.owner, in_charge))))


def add_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Insert the panels on pieces after what waits for the user; users without pieces get none."""
    kinds: Sequence[type[PiecePanel]] = (Late, ThisWeek, CameIn) if keeps_pieces(request.user) else (Late, ThisWeek)
    if keeps_pieces(request.user) or Piece.objects.owned_by(request.user).exists():
        panels.extend(kind(request, BEHIND_WHAT_WAITS + place / 10) for place, kind in enumerate(kinds))
