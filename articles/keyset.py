"""Cursors in a list sorted by date: their pages do not shift when something newer appears."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from django.db.models import Q, QuerySet

WRITTEN = "%Y-%m-%d-%H%M%S%f"


@dataclass(frozen=True)
class Cursor:
    """The moment and the key of a piece; the key makes it unique."""

    moment: datetime
    key: int

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the cursor of a URL. Raise ValueError."""
        moment, _dash, key = text.rpartition("-")
        return cls(datetime.strptime(moment, WRITTEN).replace(tzinfo=UTC), int(key))

    def __str__(self) -> str:
        return f"{self.moment.astimezone(UTC):{WRITTEN}}-{self.key}"

    def older(self, articles: Any, by: str) -> Any:
        """Keep what comes after this place in a list that begins with the newest."""
        return articles.filter(**{f"{by}__lte": self.moment}).exclude(Q(**{by: self.moment}) & Q(pk__gte=self.key))

    def newer(self, articles: Any, by: str) -> QuerySet[Any]:
        """Return the keys at the cursor and before, nearest first."""
        found = articles.filter(**{f"{by}__gte": self.moment}).exclude(Q(**{by: self.moment}) & Q(pk__lt=self.key))
        return found.order_by(by, "pk").values_list(by, "pk")


class CursorConverter:
    """A place in an address."""

    regex = r"\d{4}-\d{2}-\d{2}-\d{12}-\d{1,18}"

    def to_python(self, value: str) -> Cursor:
        """Return the place; a moment that never was is no address."""
        return Cursor.read(value)

    def to_url(self, value: Cursor) -> str:
        """Write the place."""
        return str(value)
