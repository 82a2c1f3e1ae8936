"""Issues and archived articles for front ends and programs, under the same rule as the pages."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.pagination import paginate
from wagtail.api.v3.auth import AllowAnonymous, BearerTokenAuth

from archive.api.schemas import ArchivedArticleOut, ArchivedArticleSummary, IssueOut, IssueSummary
from archive.api.serializers import article_out, articles_out, issue_out, issues_out
from archive.models import ArchivedArticlePage, ArchivedArticleQuerySet, IssuePage, IssueQuerySet
from archive.reading.file_responses import send_pdf
from articles.api.routers import Pages, Slug, named, one
from articles.models import Contributor, Trend
from members.reading.access import mark_no_store

issues = Router(tags=["issues"], auth=[BearerTokenAuth(), AllowAnonymous()])
archived_articles = Router(tags=["archived articles"], auth=[BearerTokenAuth(), AllowAnonymous()])


class IssueFilter(Schema):
    """What a list of issues can be narrowed to."""

    year: int | None = Field(None, ge=1900, le=2200, description="The year of publication.")

    def apply(self, found: IssueQuerySet) -> IssueQuerySet:
        """Narrow a list of issues."""
        return found.filter(year=self.year) if self.year else found


class ArchivedArticleFilter(Schema):
    """What a list of archived articles can be narrowed to."""

    issue: uuid.UUID | None = Field(None, description="The `id` of an issue.")
    trend: Slug | None = Field(None, description="Slug of a trend.")
    contributor: Slug | None = Field(None, description="Slug of somebody with a credit.")

    def apply(self, found: ArchivedArticleQuerySet) -> ArchivedArticleQuerySet:
        """Narrow a list of archived articles."""
        if self.issue:
            found = found.child_of(self._issue(self.issue))
        if self.trend:
            found = found.about(named(Trend.objects.all(), self.trend))
        if self.contributor:
            found = found.credited_to(named(Contributor.objects.all(), self.contributor))
        return found

    def _issue(self, public_id: uuid.UUID) -> IssuePage:
        if issue := IssuePage.objects.published().filter(public_id=public_id).first():
            return issue
        raise HttpError(422, f"There is no issue with the id “{public_id}”.")


@issues.get("/", response=list[IssueSummary], summary="List issues, newest first", operation_id="issues_list")
@paginate(Pages, write=issues_out)
def list_issues(request: HttpRequest, narrowed: Query[IssueFilter]) -> IssueQuerySet:
    """Published bimonthly issues; narrow them by year."""
    return narrowed.apply(IssuePage.objects.newest_first()).with_cover()


@issues.get("/{uuid:public_id}/", response=IssueOut, summary="Issue", operation_id="issues_detail")
def get_issue(request: HttpRequest, response: HttpResponse, public_id: uuid.UUID) -> dict[str, Any]:
    """An issue with its contents, and its pages as far as whoever asks may see them."""
    issue = one(IssuePage.objects.published().with_cover(), public_id=public_id)
    if issue.is_gated():
        mark_no_store(response)
    return issue_out(issue, request)


@issues.get(
    "/{uuid:public_id}/pdf/",
    response={200: None},
    summary="PDF of an issue",
    operation_id="issues_pdf",
    url_name="issue_pdf",
)
def get_issue_pdf(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """The whole issue as PDF, for those who may read it."""
    return _pdf(request, one(IssuePage.objects.published(), public_id=public_id))


@archived_articles.get(
    "/",
    response=list[ArchivedArticleSummary],
    summary="List archived articles, those of the last issue first",
    operation_id="archived_articles_list",
)
@paginate(Pages, write=articles_out)
def list_archived_articles(request: HttpRequest, narrowed: Query[ArchivedArticleFilter]) -> ArchivedArticleQuerySet:
    """Published articles of the issues; narrow them by issue, trend and contributor."""
    return narrowed.apply(ArchivedArticlePage.objects.newest_first()).defer("text").with_byline().with_trends()


@archived_articles.get(
    "/{uuid:public_id}/",
    response=ArchivedArticleOut,
    summary="Archived article",
    operation_id="archived_articles_detail",
)
def get_archived_article(request: HttpRequest, response: HttpResponse, public_id: uuid.UUID) -> dict[str, Any]:
    """An archived article with its citation; its text comes to those who may read it."""
    article = one(ArchivedArticlePage.objects.published().with_byline().with_trends(), public_id=public_id)
    if article.is_gated():
        mark_no_store(response)
    return article_out(article, request)


@archived_articles.get(
    "/{uuid:public_id}/pdf/",
    response={200: None},
    summary="PDF of an archived article",
    operation_id="archived_articles_pdf",
    url_name="archived_article_pdf",
)
def get_archived_article_pdf(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """The pages of an article as PDF, for those who may read it."""
    return _pdf(request, one(ArchivedArticlePage.objects.published(), public_id=public_id))


def _pdf(request: HttpRequest, piece: ArchivedArticlePage | IssuePage) -> HttpResponseBase:
    try:
        return send_pdf(request, piece)
    except PermissionDenied as error:
        raise HttpError(403, f"“{piece}” is for members; send the token of somebody who may read it.") from error
