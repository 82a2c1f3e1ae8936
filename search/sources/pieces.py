"""Searchable pieces: articles, archived articles and issues."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from archive.models import ArchivedArticlePage, IssuePage
from articles.models import ArticlePage, DossierPage
from articles.pages.bylines import short_byline
from search.indexing.records import FacetValue, Record
from search.sources import facets


class PageSource:
    """Pages of one type that everybody may see listed."""

    model: Any
    is_page = True
    is_profile = False
    names_stand_for_it = False

    def keys(self) -> Iterable[int]:
        """Return the keys of all, the oldest first."""
        return list(self.model.objects.published().order_by(*self.oldest_first).values_list("pk", flat=True))

    oldest_first: Sequence[str] = ("pk",)

    def keys_of_slugs(self, slugs: Collection[str]) -> list[int]:
        """Return nothing: no facet has pages as values."""
        return []


class ArticleSource(PageSource):
    """Articles of any age, with a text that may be gated."""

    kind: str
    plural: Any

    def record(
        self, article: Any, trends: Sequence[Any], day: date | None, values: Iterable[Any], **own: Any
    ) -> Record:
        """Return the record of an article: the common values, and its own."""
        gated, text = article.is_gated(), article.full_text
        return Record(
            kind=self.kind,
            key=article.pk,
            title=article.title,
            trends=[trend.name for trend in trends],
            text="" if gated else text,
            gated_text=text if gated else "",
            byline=short_byline([credit.contributor.name for credit in article.byline_credits]),
            day=day,
            facets=_once([facets.of_type(self.kind, self.plural), facets.ACCESS[gated], *values]),
            is_gated=gated,
            **own,
        )


class Articles(ArticleSource):
    """Articles, including events."""

    kind, label, plural = "article", _("Article"), _("Articles")
    model = ArticlePage
    oldest_first = ("published_at", "pk")

    def records(self, keys: Collection[int]) -> Iterator[Record]:
        """Yield published articles."""
        found = ArticlePage.objects.published().filter(pk__in=keys).select_related("listed_in").with_trends()
        for article in found.prefetch_related("credits__contributor", "credits__institution", "institutions"):
            yield self._record(article, _tagged(article.article_trends.all()))

    def _record(self, article: ArticlePage, trends: Sequence[Any]) -> Record:
        credits, places = list(article.credits.all()), list(article.institutions.all())
        day = timezone.localdate(article.published_at) if article.published_at else None
        values = [
            facets.of_kind(article.kind),
            facets.of_section(article.listed_in.title),
            *facets.of_year(day),
            *_named(trends, credits, places),
        ]
        return self.record(
            article,
            trends,
            day,
            values,
            names=[*_people(credits), *(place.name for place in places), *filter(None, [article.event_venue])],
            teaser=article.deck,
            more=" ".join([article.get_kind_display(), *_dates(day, article.event_starts_at), *_affiliations(credits)]),
            kicker=" · ".join([*_warning(article), article.get_kind_display(), article.listed_in.title]),
        )


def _warning(article: ArticlePage) -> list[str]:
    return [str(_("Retracted"))] if article.is_retracted else []


class ArchivedArticles(ArticleSource):
    """Articles of the printed issues."""

    kind, label, plural = "archived", _("From the archive"), _("Articles of the archive")
    model = ArchivedArticlePage
    oldest_first = ("path",)

    def keys(self) -> Iterable[int]:
        """Return the keys of all, those of the first issue first."""
        found = ArchivedArticlePage.objects.newest_first().values_list("pk", flat=True)
        return list(found)[::-1]

    def records(self, keys: Collection[int]) -> Iterator[Record]:
        """Yield published articles."""
        found = ArchivedArticlePage.objects.published().filter(pk__in=keys).with_trends()
        articles = list(found.prefetch_related("credits__contributor", "credits__institution"))
        issues = IssuePage.objects.holding(articles)
        for article in articles:
            yield self._record(article, issues[article.parent_path])

    def _record(self, article: ArchivedArticlePage, issue: IssuePage) -> Record:
        credits = list(article.credits.all())
        trends = _tagged(article.archived_trends.all())
        day = _first_day(issue)
        values = [
            *([facets.of_section(article.department)] if article.department else []),
            *facets.of_year(day),
            *_named(trends, credits, []),
        ]
        return self.record(
            article,
            trends,
            day,
            values,
            names=_people(credits),
            teaser=article.teaser,
            more=" ".join([issue.months_and_year, issue.title, article.department, *_affiliations(credits)]),
            kicker=f"{issue.months_and_year}: {issue.title}",
        )


class Issues(PageSource):
    """Printed issues; their articles are found themselves."""

    kind, label, plural = "issue", _("Issue"), _("Issues")
    model = IssuePage
    oldest_first = ("year", "months")

    def records(self, keys: Collection[int]) -> Iterator[Record]:
        """Yield published issues."""
        for issue in IssuePage.objects.published().filter(pk__in=keys):
            yield self._record(issue)

    def _record(self, issue: IssuePage) -> Record:
        day, overview = _first_day(issue), strip_tags(issue.overview.replace("</p>", "</p> "))
        return Record(
            kind=self.kind,
            key=issue.pk,
            title=issue.title,
            aliases=[issue.months_and_year],
            teaser=overview,
            more="issue",
            kicker=issue.months_and_year,
            day=day,
            facets=[facets.of_type(self.kind, self.plural), *facets.of_year(day)],
        )


class Dossiers(PageSource):
    """Dossiers; their articles are found themselves."""

    kind, label, plural = "dossier", _("Dossier"), _("Dossiers")
    model = DossierPage
    oldest_first = ("first_published_at", "pk")

    def records(self, keys: Collection[int]) -> Iterator[Record]:
        """Yield released dossiers."""
        for dossier in DossierPage.objects.published().filter(pk__in=keys):
            day = timezone.localdate(dossier.first_published_at) if dossier.first_published_at else None
            yield Record(
                kind=self.kind,
                key=dossier.pk,
                title=dossier.title,
                teaser=strip_tags(dossier.introduction.replace("</p>", "</p> ")),
                more="dossier",
                kicker=date_format(day, "F Y") if day else "",
                day=day,
                facets=[facets.of_type(self.kind, self.plural), *facets.of_year(day)],
            )


def _tagged(links: Iterable[Any]) -> list[Any]:
    """Return trends in the order in which they were added, which a database need not preserve."""
    return [link.tag for link in sorted(links, key=lambda link: link.pk)]


def _first_day(issue: IssuePage) -> date:
    return date(issue.year, issue.first_month, 1)


def _people(credits: Sequence[Any]) -> list[str]:
    return [credit.contributor.name for credit in credits]


def _affiliations(credits: Sequence[Any]) -> list[str]:
    return [credit.affiliation for credit in credits if credit.affiliation]


def _dates(*moments: Any) -> Iterator[str]:
    """Yield dates in words, as they are searched: “March 2024”."""
    for moment in filter(None, moments):
        yield date_format(moment, "j F Y")


def _named(trends: Sequence[Any], credits: Sequence[Any], places: Sequence[Any]) -> Iterator[FacetValue]:
    yield from map(facets.of_trend, trends)
    yield from (facets.of_contributor(credit.contributor) for credit in credits)
    yield from map(facets.of_institution, [*places, *(credit.institution for credit in credits if credit.institution)])


def _once(values: Iterable[FacetValue]) -> list[FacetValue]:
    return list(dict.fromkeys(values))
