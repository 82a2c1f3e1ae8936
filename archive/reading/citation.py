"""The reference to an archived article; `articles.pages.citation` formats it."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest

from archive.models import ArchivedArticlePage, ArchivedCredit
from articles.pages.citation import Reference, author_of


def reference(article: ArchivedArticlePage, authors: Sequence[ArchivedCredit], request: HttpRequest) -> Reference:
    """Return the reference to an article, with the credits of its byline."""
    issue = article.issue
    return Reference(
        authors=[author_of(credit) for credit in authors],
        title=article.title,
        magazine=settings.WAGTAIL_SITE_NAME,
        issue_title=issue.title,
        months=issue.get_months_display(),
        year=issue.year,
        first_month=issue.first_month,
        volume=issue.volume,
        number=issue.number,
        issn=issue.issn,
        first_page=article.first_label,
        last_page=article.last_label,
        url=request.build_absolute_uri(article.get_url(request) or request.path),
    )
