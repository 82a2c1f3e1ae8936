"""Issues and archived articles as the API answers with them."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.rich_text import expand_db_html

from archive.models import ArchivedArticlePage, IssuePage
from archive.reading.citation import as_bibtex, as_ris, in_words, reference
from archive.reading.scans import readable_folios
from articles.api.serializers import credit_out, trend_ref
from base.blocks.schema import image_out
from base.sanitize import sanitize
from members.models import Access, Gated
from members.reading.access import is_readable


def issue_ref(issue: IssuePage, request: HttpRequest) -> dict[str, Any]:
    """Return an issue as its articles name it."""
    return {
        "id": issue.public_id,
        "slug": issue.slug,
        "url": request.build_absolute_uri(issue.get_url(request)),
        "title": issue.title,
        "year": issue.year,
        "pair": issue.months,
        "months": str(issue.get_months_display()),
    }


def issues_out(issues: Sequence[IssuePage], request: HttpRequest) -> list[dict[str, Any]]:
    """Return the issues of a list; load them with `with_cover()` first."""
    return [_issue_summary(issue, request) for issue in issues]


def _issue_summary(issue: IssuePage, request: HttpRequest) -> dict[str, Any]:
    return issue_ref(issue, request) | {
        "volume": issue.volume,
        "number": issue.number,
        "issn": issue.issn,
        "cover": image_out(issue.cover, issue.cover.description, request) if issue.cover else None,
        "page_count": issue.page_count,
        **_access(issue),
    }


def _access(piece: Gated) -> dict[str, Any]:
    gated = piece.is_gated()
    return {
        "access": Access.MEMBERS if gated else Access.OPEN,
        "gated_until": piece.gated_until if gated else None,
    }


def issue_out(issue: IssuePage, request: HttpRequest) -> dict[str, Any]:
    """Return an issue, with its pages and PDF as far as they may be seen."""
    articles = list(issue.articles().defer("text").with_byline().with_trends())
    readable = is_readable(request, issue)
    base = request.build_absolute_uri(issue.get_url(request))
    return _issue_summary(issue, request) | {
        "overview_html": sanitize(expand_db_html(issue.overview), base),
        "rights_note": issue.rights_note,
        "contents": [_article_summary(article, issue, request) for article in articles],
        "web_companions": [
            {"title": found.title, "url": request.build_absolute_uri(address) if address else ""}
            for found in issue.web_companions.select_related("article")
            for address in [found.address(request)]
        ],
        "is_readable": readable,
        "pdf_url": _pdf("issue_pdf", issue, request) if readable else "",
        "pages": _pages(issue, articles, request),
    }


def _pdf(name: str, piece: Any, request: HttpRequest) -> str:
    """The address of the PDF under which a token opens it, too."""
    if not piece.pdf:
        return ""
    return request.build_absolute_uri(reverse(f"wagtailapi_v3:{name}", args=[piece.public_id]))


def _pages(issue: IssuePage, articles: Sequence[ArchivedArticlePage], request: HttpRequest) -> list[dict[str, Any]]:
    readable = readable_folios(issue, articles, request)
    scans = issue.scans.order_by("position").defer("text", "image")
    return [
        {
            "page": folio,
            "url": request.build_absolute_uri(issue.page_address(folio, request)),
            "image_url": request.build_absolute_uri(scan.address),
            "width": scan.width,
            "height": scan.height,
        }
        for scan in scans
        for folio in [issue.folio_of(scan.position)]
        if readable is None or folio in readable
    ]


def articles_out(articles: Sequence[ArchivedArticlePage], request: HttpRequest) -> list[dict[str, Any]]:
    """Return the archived articles of a list; load them with `with_byline()` first."""
    paths = {article.parent_path for article in articles}
    issues = {issue.path: issue for issue in IssuePage.objects.filter(path__in=paths)}
    return [_article_summary(article, issues[article.parent_path], request) for article in articles]


def _article_summary(article: ArchivedArticlePage, issue: IssuePage, request: HttpRequest) -> dict[str, Any]:
    return {
        "id": article.public_id,
        "slug": article.slug,
        "url": request.build_absolute_uri(article.get_url(request)),
        "title": article.title,
        "issue": issue_ref(issue, request),
        "department": article.department,
        "teaser": article.teaser,
        "first_page": article.first_page,
        "last_page": article.last_page,
        "credits": [credit_out(credit, request) for credit in article.credits.all()],
        "trends": [trend_ref(link.tag) for link in article.archived_trends.all()],
        **_access(article),
    }


def article_out(article: ArchivedArticlePage, request: HttpRequest) -> dict[str, Any]:
    """Return an archived article, with its text and PDF if they may be read."""
    readable = is_readable(request, article)
    cited = reference(article, article.byline_credits, request)
    return _article_summary(article, article.issue, request) | {
        "rights_note": article.issue.rights_note,
        "citation": {"text": in_words(cited), "bibtex": as_bibtex(cited), "ris": as_ris(cited)},
        "is_readable": readable,
        "text": article.text if readable else "",
        "pdf_url": _pdf("archived_article_pdf", article, request) if readable else "",
    }
