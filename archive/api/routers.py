"""Issues and archived articles for front ends and programs, under the same rule as the pages."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.pagination import paginate

from archive.api.schemas import ArchivedArticleOut, ArchivedArticleSummary, IssueOut, IssueSummary
from archive.models import ArchivedArticlePage, ArchivedArticleQuerySet, IssuePage, IssueQuerySet
from archive.reading.file_responses import send_pdf
from articles.api.filters import FIRST_YEAR, LAST_YEAR, PieceFilter
from articles.api.lookups import Slugs, filter_values_or_422, get_or_404
from articles.models import Trend
from base.api.auth import READERS
from base.api.pagination import ListPagination
from members.models import Institution
from members.models.gated import gated_or_not
from members.reading.access import mark_no_store

issues = Router(tags=["issues"], auth=READERS)
archived_articles = Router(tags=["archived articles"], auth=READERS)


BY_DATE = {"-date": ("-year", "-months", "-pk"), "date": ("year", "months", "pk")}
IN_ISSUES = {"-date": ("-issue_year", "-issue_months", "path"), "date": ("issue_year", "issue_months", "path")}


class IssueFilter(Schema):
    """Filters of the list of issues; all that are given must hold."""

    year: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR, description="The year of publication.")
    gated: bool | None = Field(None, description="`true` for what only members read in full, `false` for the rest.")

    @property
    def changes_by_itself(self) -> bool:
        """Return whether the filtered list can change as time passes, without a write."""
        return self.gated is not None

    def apply(self, queryset: IssueQuerySet) -> IssueQuerySet:
        """Return the issues that match."""
        found = queryset.filter(year=self.year) if self.year else queryset
        return found if self.gated is None else gated_or_not(found, gated=self.gated)


class ArchivedArticleFilter(PieceFilter):
    """Filters of the list of archived articles; all that are given must hold."""

    issue: uuid.UUID | None = Field(None, description="The `id` of an issue.")
    institution: Slugs | None = Field(
        None, description="Slugs of institutions, with commas: what was written there, at all of them."
    )

    def apply(self, queryset: ArchivedArticleQuerySet) -> ArchivedArticleQuerySet:
        """Return the archived articles that match. Raise HttpError 422 if a filter names something unknown."""
        if self.issue:
            queryset = queryset.child_of(self._issue(self.issue))
        for trend in filter_values_or_422(Trend.objects.public(), self.trend):
            queryset = queryset.about(trend)
        for person in self.contributors():
            queryset = queryset.credited_to(person)
        for place in filter_values_or_422(Institution.objects.public(), self.institution):
            queryset = queryset.written_at(place)
        found = queryset.filter(issue_year=self.year) if self.year else queryset
        return found if self.gated is None else gated_or_not(found, gated=self.gated)

    def _issue(self, public_id: uuid.UUID) -> IssuePage:
        if issue := IssuePage.objects.published().filter(public_id=public_id).first():
            return issue
        raise HttpError(422, f"There is no issue with the id “{public_id}”.")


@issues.get("/", response=list[IssueSummary], summary="List issues, newest first", operation_id="issues_list")
@paginate(ListPagination, item=IssueSummary, orderings=BY_DATE)
def list_issues(request: HttpRequest, filters: Query[IssueFilter]) -> IssueQuerySet:
    """Published bimonthly issues; narrow them by year or by who reads them."""
    return filters.apply(IssuePage.objects.newest_first()).with_cover()


@issues.get("/{uuid:public_id}/", response=IssueOut, summary="Issue", operation_id="issues_detail")
def get_issue(request: HttpRequest, response: HttpResponse, public_id: uuid.UUID) -> IssuePage:
    """An issue with its contents; its pages are included for clients that may read it."""
    issue = get_or_404(IssuePage.objects.published().with_cover(), public_id=public_id)
    if issue.is_gated():
        mark_no_store(response)
    return issue


@issues.get(
    "/{uuid:public_id}/pdf/",
    response={200: None},
    summary="PDF of an issue",
    operation_id="issues_pdf",
    url_name="issue_pdf",
)
def get_issue_pdf(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """The whole issue as PDF, for those who may read it."""
    return _pdf(request, get_or_404(IssuePage.objects.published(), public_id=public_id))


def prefetch_issues(articles: list[ArchivedArticlePage], request: HttpRequest) -> None:
    """Load the issues of a list of archived articles together."""
    paths = {article.parent_path for article in articles}
    issues = {issue.path: issue for issue in IssuePage.objects.filter(path__in=paths)}
    for article in articles:
        article.issue = issues[article.parent_path]


@archived_articles.get(
    "/",
    response=list[ArchivedArticleSummary],
    summary="List archived articles, those of the last issue first",
    operation_id="archived_articles_list",
)
@paginate(ListPagination, item=ArchivedArticleSummary, orderings=IN_ISSUES, prefetch=prefetch_issues)
def list_archived_articles(request: HttpRequest, filters: Query[ArchivedArticleFilter]) -> ArchivedArticleQuerySet:
    """Published articles of the issues; the filters are those of the search, and all that are given must hold."""
    return filters.apply(ArchivedArticlePage.objects.newest_first()).defer("text").with_byline().with_trends()


@archived_articles.get(
    "/{uuid:public_id}/",
    response=ArchivedArticleOut,
    summary="Archived article",
    operation_id="archived_articles_detail",
)
def get_archived_article(request: HttpRequest, response: HttpResponse, public_id: uuid.UUID) -> ArchivedArticlePage:
    """An archived article with its citation; the text is included for clients that may read it."""
    article = get_or_404(ArchivedArticlePage.objects.published().with_byline().with_trends(), public_id=public_id)
    if article.is_gated():
        mark_no_store(response)
    return article


@archived_articles.get(
    "/{uuid:public_id}/pdf/",
    response={200: None},
    summary="PDF of an archived article",
    operation_id="archived_articles_pdf",
    url_name="archived_article_pdf",
)
def get_archived_article_pdf(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """The pages of an article as PDF, for those who may read it."""
    return _pdf(request, get_or_404(ArchivedArticlePage.objects.published(), public_id=public_id))


def _pdf(request: HttpRequest, piece: ArchivedArticlePage | IssuePage) -> HttpResponseBase:
    try:
        return send_pdf(request, piece)
    except PermissionDenied as error:
        raise HttpError(403, f"“{piece}” is for members; send the token of somebody who may read it.") from error
