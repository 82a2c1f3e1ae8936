"""Trends, contributors and institutions for front ends."""

from typing import Annotated

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate
from pydantic import StringConstraints

from articles.api.institution_schemas import InstitutionDetail, InstitutionInList
from articles.api.lookups import Slug, get_by_slug_or_404
from articles.api.schemas import ContributorOut
from articles.api.trend_schemas import TrendDetail, TrendOut
from articles.content_sources import count_concerning
from articles.models import Contributor, Trend
from articles.models.trend import TrendQuerySet
from base.api.auth import READERS
from base.api.pagination import ListPagination
from members.directory.institution_search import InstitutionFilter, filter_institutions
from members.models import Institution

trends = Router(tags=["trends"], auth=READERS)
contributors = Router(tags=["contributors"], auth=READERS)
institutions = Router(tags=["institutions"], auth=READERS)

BY_NAME = {"name": ("name", "pk"), "-name": ("-name", "-pk")}
BY_SORT_NAME = {"name": ("sort_name", "name", "pk"), "-name": ("-sort_name", "-name", "-pk")}
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=100)]


def _vocabulary() -> TrendQuerySet:
    see_also = Prefetch("see_also", Trend.objects.public().order_by("name"))
    successor = Prefetch("successor", Trend.objects.public())  # a successor that is not public is left out
    found = Trend.objects.public().select_related("group", "figures")
    return found.prefetch_related("synonyms", see_also, successor).annotate(total=Coalesce("figures__total", 0))


@trends.get("/", response=list[TrendOut], summary="List trends", operation_id="trends_list")
@paginate(ListPagination, item=TrendOut, orderings={**BY_NAME, "-total": ("-total", "-pk")})
def list_trends(request: HttpRequest) -> QuerySet[Trend]:
    """The public vocabulary with groups, synonyms, see-also links and counts; `-total` puts frequent terms first."""
    return _vocabulary()


@trends.get("/{slug}/", response=TrendDetail, summary="Trend", operation_id="trends_detail")
def get_trend(request: HttpRequest, slug: Slug) -> Trend:
    """One term with its years, ties and newest pieces; the slug of a merged term leads to its target."""
    found: Trend = get_by_slug_or_404(_vocabulary().with_frequency(), slug)
    return found


def _with_profile(contributors: QuerySet[Contributor]) -> QuerySet[Contributor]:
    return contributors.select_related("institution", "portrait").prefetch_related("links", "portrait__renditions")


@contributors.get("/", response=list[ContributorOut], summary="List contributors", operation_id="contributors_list")
@paginate(ListPagination, item=ContributorOut, orderings=BY_SORT_NAME)
def list_contributors(request: HttpRequest) -> QuerySet[Contributor]:
    """Contributors with a credit on a published piece, by name."""
    return _with_profile(Contributor.objects.public())


@contributors.get("/{slug}/", response=ContributorOut, summary="Contributor", operation_id="contributors_detail")
def get_contributor(request: HttpRequest, slug: Slug) -> Contributor:
    """One person or organisation with the whole profile; a former slug redirects."""
    found: Contributor = get_by_slug_or_404(_with_profile(Contributor.objects.public()), slug)
    return found


class DirectoryFilter(Schema):
    """Filters of the directory, as on the site; all that are given must hold."""

    q: Text = Field("", description="Words of the name or the place.")
    type: Slug | None = Field(None, description="Slug of a type of organisation.")
    country: Text = Field("", description="The country, as institutions spell it.")
    passport: bool = Field(False, description="`true` for participants of the Passport Program only.")

    def apply(self) -> QuerySet[Institution]:
        """Return the institutions that match."""
        chosen = {"q": self.q, "type": self.type or "", "country": self.country}
        return filter_institutions(InstitutionFilter(passport="1" if self.passport else "", **chosen))


def count_articles(places: list[Institution], request: HttpRequest) -> None:
    """Count the articles of several institutions at once."""
    counts = count_concerning([place.pk for place in places])
    for place in places:
        place.articles_count = counts[place.pk]


@institutions.get("/", response=list[InstitutionInList], summary="List institutions", operation_id="institutions_list")
@paginate(ListPagination, item=InstitutionInList, orderings=BY_NAME, prefetch=count_articles)
def list_institutions(request: HttpRequest, filters: Query[DirectoryFilter]) -> QuerySet[Institution]:
    """The institutions that something published names, with their locations and article counts."""
    return filters.apply().select_related("type").prefetch_related("memberships")


@institutions.get("/{slug}/", response=InstitutionDetail, summary="Institution", operation_id="institutions_detail")
def get_institution(request: HttpRequest, slug: Slug) -> Institution:
    """One institution with the newest articles about it and by its people; a former slug redirects."""
    public = Institution.objects.public().select_related("type", "logo").prefetch_related("memberships")
    found: Institution = get_by_slug_or_404(public, slug)
    count_articles([found], request)
    return found
