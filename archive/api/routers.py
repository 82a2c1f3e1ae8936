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
from articles.api.lookups import Slug, filter_value_or_422, get_or_404
from articles.api.pagination import LimitOffsetPagination
from articles.models import Contributor, Trend
from base.api.auth import READERS
from members.reading.access import mark_no_store

issues = Router(tags=["issues"], auth=READERS)
archived_articles = Router(tags=["archived articles"], auth=READERS)


class IssueFilter(Schema):
    """What a list of issues can be narrowed to."""

    year: int | None = Field(None, ge=1900, le=2200, description="The year of publication.")

    def apply(self, queryset: IssueQuerySet) -> IssueQuerySet:
        """Return the issues that match."""
        return queryset.filter(year=self.year) if self.year else queryset


class ArchivedArticleFilter(Schema):
    """What a list of archived articles can be narrowed to."""

    issue: uuid.UUID | None = Field(None, description="The `id` of an issue.")
    trend: Slug | None = Field(None, description="Slug of a trend.")
    contributor: Slug | None = Field(None, description="Slug of somebody with a credit.")

    def apply(self, queryset: ArchivedArticleQuerySet) -> ArchivedArticleQuerySet:
        """Return the archived articles that match; raises HttpError 422 where a filter names nothing."""
        if self.issue:
            queryset = queryset.child_of(self._issue(self.issue))
        if self.trend:
            queryset = queryset.about(filter_value_or_422(Trend.objects.public(), self.trend))
        if self.contributor:
            queryset = queryset.credited_to(filter_value_or_422(Contributor.objects.public(), self.contributor))
        return queryset

    def _issue(self, public_id: uuid.UUID) -> IssuePage:
        if issue := IssuePage.objects.published().filter(public_id=public_id).first():
            return issue
        raise HttpError(422, f"There is no issue with the id “{public_id}”.")


@issues.get("/", response=list[IssueSummary], summary="List issues, newest first", operation_id="issues_list")
@paginate(LimitOffsetPagination)
def list_issues(request: HttpRequest, filters: Query[IssueFilter]) -> IssueQuerySet:
    """Published bimonthly issues; narrow them by year."""
    return filters.apply(IssuePage.objects.newest_first()).with_cover()


@issues.get("/{uuid:public_id}/", response=IssueOut, summary="Issue", operation_id="issues_detail")
def get_issue(request: HttpRequest, response: HttpResponse, public_id: uuid.UUID) -> IssuePage:
    """An issue with its contents, and its pages as far as whoever asks may see them."""
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
@paginate(LimitOffsetPagination, prefetch=prefetch_issues)
def list_archived_articles(request: HttpRequest, filters: Query[ArchivedArticleFilter]) -> ArchivedArticleQuerySet:
    """Published articles of the issues; narrow them by issue, trend and contributor."""
    return filters.apply(ArchivedArticlePage.objects.newest_first()).defer("text").with_byline().with_trends()


@archived_articles.get(
    "/{uuid:public_id}/",
    response=ArchivedArticleOut,
    summary="Archived article",
    operation_id="archived_articles_detail",
)
def get_archived_article(request: HttpRequest, response: HttpResponse, public_id: uuid.UUID) -> ArchivedArticlePage:
    """An archived article with its citation; its text comes to those who may read it."""
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
