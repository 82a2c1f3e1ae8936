"""Named queries of the articles."""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.utils import timezone
from wagtail.models import WorkflowState

from articles.kinds import SPECIFICATIONS, Kind
from articles.models.contributor import Contributor
from articles.models.credit import Credit
from articles.models.dates import next_month, published_between
from articles.models.trend import ArticleTrend, Trend
from base.media.renditions import CARD, PHONE_CARD, prefetch_renditions
from base.pages.compiled_queries import compiled
from base.pages.page_queries import PublicPageQuerySet
from members.models import Institution


def columns_of_picture(field: str) -> tuple[str, ...]:
    """Return the columns of the image in a field that templates need."""
    focus = (f"focal_point_{name}" for name in ("x", "y", "width", "height"))
    return tuple(f"{field}__{name}" for name in ("title", "description", "file", "width", "height", *focus))


SHOWN_ON_CARDS = (
    *("path", "depth", "slug", "title", "content_type", "live", "public_id", "deck", "kind"),
    *("published_at", "reading_minutes", "access", "gated_until", "listed_in", "lead_image_alt", "is_retracted"),
    *(name for specification in SPECIFICATIONS.values() for name in specification.card_fields),
    *columns_of_picture("lead_image"),
)
SHOWN_AS_RELATED = ("path", "depth", "url_path", "title", "kind", "published_at", "is_retracted", "public_id")


class ArticleQuerySet(PublicPageQuerySet):
    """Named queries of the articles."""

    def newest_first(self) -> Self:
        """Published articles in the order in which readers expect them."""
        return self.published().order_by("-published_at", "-pk")

    def years(self) -> range:
        """The years from the first to the last publication; only both ends are read."""
        dated = self.published().filter(published_at__isnull=False)
        first = dated.order_by("published_at").values("published_at")[:1]
        last = dated.order_by("-published_at").annotate(first=models.Subquery(first))
        ends = last.values_list("first", "published_at").first()
        return range(*(timezone.localtime(end).year + step for step, end in enumerate(ends))) if ends else range(0)

    def between(self, first: date, after: date) -> Self:
        """Articles published from the beginning of a day until another one begins."""
        return self.filter(published_between(first, after))

    def months_of(self, year: int) -> list[int]:
        """The months of a year in which something was published."""
        days = [date(year, month, 1) for month in range(1, 13)]
        within = self.between(days[0], date(year + 1, 1, 1))
        counts = within.aggregate(
            **{str(day.month): models.Count("pk", filter=published_between(day, next_month(day))) for day in days}
        )
        return [int(month) for month, count in counts.items() if count]

    def months(self) -> dict[int, date]:
        """The first day of the month in which each published article appeared."""
        dated = self.published().filter(published_at__isnull=False).order_by()
        found = dated.values_list("pk", "published_at")
        return {key: timezone.localtime(moment).date().replace(day=1) for key, moment in found}

    def upcoming_events(self, moment: datetime | None = None) -> Self:
        """Published events that are not over now or at another moment, the next one first."""
        return (
            self.published()
            .filter(kind=Kind.EVENT, event_ends_at__gt=moment or timezone.now())
            .order_by("event_starts_at")
        )

    def with_byline(self) -> Self:
        """Load credits and image, in a fixed number of queries."""
        credits = models.Prefetch("credits", Credit.objects.select_related("contributor"))
        return self.select_related("lead_image").prefetch_related(credits, "lead_image__renditions")

    def for_cards(self) -> Self:
        """Load what cards show, and nothing else; `cards()` adds the names."""
        sizes = prefetch_renditions("lead_image__renditions", (*CARD, *PHONE_CARD))
        return self.only(*SHOWN_ON_CARDS).select_related("lead_image").prefetch_related(sizes)

    def for_summaries(self) -> Self:
        """Load what the API shows of articles in a list; `prefetch_sections()` adds the sections."""
        return self.with_byline().with_trends().defer("body")

    def with_workflow_states(self) -> Self:
        """Load where in the review each is; Wagtail's own method looks for the states of plain pages."""
        states = WorkflowState.objects.active().select_related("current_task_state__task")
        return self.prefetch_related(
            models.Prefetch("_specific_workflow_states", states, to_attr="_current_workflow_states")
        )

    def with_kind_relations(self) -> Self:
        """Load the relations that the kinds of the articles show, in the same query."""
        relations = (name for specification in SPECIFICATIONS.values() for name in specification.select_related)
        return self.select_related(*relations)

    def with_trends(self) -> Self:
        """Load the trends that they carry, in one query."""
        links = ArticleTrend.objects.select_related("tag")
        return self.prefetch_related(models.Prefetch("article_trends", links))

    def carrying(self, trend: Trend) -> Self:
        """Articles that carry a trend; load it `with_frequency()` when their order matters.

        SQLite does not distinguish frequent from rare trends: it would sort all pieces of the former, or scan
        the whole magazine for those of the latter.
        """
        if not trend.is_frequent:
            return self.filter(article_trends__tag=trend)
        links = ArticleTrend.objects.filter(tag=trend, content_object=models.OuterRef("pk"))
        return self.filter(models.Exists(links))

    def credited_to(self, contributor: Contributor) -> Self:
        """Articles on which the contributor has a credit."""
        return self.filter(pk__in=Credit.objects.filter(contributor=contributor).values("article_id"))

    def with_words(self, query: str) -> Self:
        """Articles, drafts too, with every word of a query in headline, deck or byline."""
        found = self
        for word in query.split():
            credits = Credit.objects.filter(article=models.OuterRef("pk"), contributor__name__icontains=word)
            titles = models.Q(title__icontains=word) | models.Q(draft_title__icontains=word)
            found = found.filter(titles | models.Q(deck__icontains=word) | models.Exists(credits))
        return found

    def about(self, institution: Institution) -> Self:
        """Articles about an institution."""
        return self.filter(institutions=institution)

    def written_at(self, institution: Institution) -> Self:
        """Articles with a credit of somebody who worked at an institution at the time."""
        return self.filter(pk__in=institution.credits.values("article_id"))

    def concerning(self, institution: Institution) -> Self:
        """Articles about an institution, and those that were written there.

        Two joins would need a DISTINCT, for which a database reads all of them before it returns the first.
        """
        about = self.model.institutions.through.objects.filter(institution=institution)
        written = institution.credits.values("article_id")
        return self.filter(models.Q(pk__in=about.values("articlepage_id")) | models.Q(pk__in=written))

    @compiled
    def related_to(self, page: Any, *, limit: int) -> Self:
        """Return the published articles that continue the matter of a piece."""
        found = self.published().filter(related_to__page=page).order_by("related_to__position")
        return found.only(*SHOWN_AS_RELATED)[:limit]

    def beside(self, page: Any) -> "tuple[Any, Any]":
        """Return the articles published before and after one in its section, or None."""
        others = self.published().filter(listed_in=page.listed_in_id).exclude(pk=page.pk).only(*SHOWN_AS_RELATED)
        moment, same = page.published_at, models.Q(published_at=page.published_at)
        if moment is None:
            return None, None
        older = others.filter(published_at__lte=moment).exclude(same & models.Q(pk__gt=page.pk))
        newer = others.filter(published_at__gte=moment).exclude(same & models.Q(pk__lt=page.pk))
        return older.order_by("-published_at", "-pk").first(), newer.order_by("published_at", "pk").first()

    @compiled
    def last_publication(self, first: Any, after: Any) -> Any:
        """Return the moment of the last publication from one moment until another, alone in its list."""
        within = self.published().filter(published_at__gte=first, published_at__lt=after)
        return within.order_by("-published_at").values_list("published_at", flat=True)[:1]

    @compiled
    def newest_keys(self, *, limit: int) -> Any:
        """Return keys, sections and kinds of the newest articles."""
        return self.newest_first().values_list("pk", "listed_in", "kind")[:limit]

    @compiled
    def upcoming_event_keys(self, moment: Any, *, limit: int) -> Any:
        """Return the keys of the next events."""
        return self.upcoming_events(moment).values_list("pk", flat=True)[:limit]

    @compiled
    def cards_by_key(self, *keys: Any) -> Self:
        """Return the articles with what cards show of them, except renditions."""
        return self.published().filter(id__in=keys).for_cards().prefetch_related(None)
