"""Figures of trends, counted in the background so that no page counts."""

from datetime import date

from django.db import models

from articles.models.trend import Trend

# The number of pieces in the last two years, and the growth relative to all pieces, of a rising trend.
LEAST_PIECES, LEAST_RISE = 3, 1.5
YEARS_AT_LEAST = 10


class TrendFigures(models.Model):
    """Counts of published pieces, made by `articles.trends.tasks`; a new trend has none yet."""

    trend = models.OneToOneField(Trend, on_delete=models.CASCADE, primary_key=True, related_name="figures")
    month = models.DateField()  # the first day of the month until which pieces were counted
    years = models.JSONField(default=dict)  # for each year, the number of pieces of each source
    total = models.PositiveIntegerField(default=0)
    recent = models.PositiveIntegerField(default=0)
    earlier = models.PositiveIntegerField(default=0)
    rise = models.FloatField(default=0)
    # Keys, each with the number of pieces that it shares with the trend; the strongest ties come first.
    people = models.JSONField(default=list)
    institutions = models.JSONField(default=list)
    neighbours = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "trend figures"

    def __str__(self) -> str:
        return f"{self.trend_id}: {self.total}"

    @property
    def first_year(self) -> int:
        """The first year of the timeline: that of the first piece, at the latest ten years ago."""
        return min(*map(int, self.years), self.month.year - YEARS_AT_LEAST + 1, self.month.year)

    def counts(self, first_year: int, last_year: int) -> list[int]:
        """Return the number of pieces of each year, all sources together."""
        return [sum(self.years.get(str(year), ())) for year in range(first_year, last_year + 1)]

    def counts_of(self, source: int, first_year: int, last_year: int) -> list[int]:
        """Return the same for one source; 0 is that of articles."""
        years = (self.years.get(str(year), []) for year in range(first_year, last_year + 1))
        return [counts[source] if source < len(counts) else 0 for counts in years]


def month_of(day: date) -> date:
    """Return the first day of the month."""
    return day.replace(day=1)
