"""Everything that the page of an issue shows."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db.models.fields.files import FieldFile
from django.http import HttpRequest
from wagtail.images.shortcuts import get_rendition_or_not_found

from archive.models import IssuePage
from archive.reading.cards import Department, departments
from archive.reading.structured_data import publication_issue
from base.media.renditions import SOCIAL_COVER
from base.pages.page_contexts import register_page_context
from members.reading.access import is_readable


@dataclass(frozen=True)
class Companion:
    """A piece that was published only on the web, beside the issue."""

    title: str
    url: str


@dataclass(frozen=True)
class IssueDetail:
    """Everything that the page of an issue shows."""

    archive: Any
    departments: Sequence[Department]
    companions: Sequence[Companion]
    previous: IssuePage | None
    next: IssuePage | None
    browse_url: str
    pdf_size: int
    social_image: Any
    structured_data: dict[str, Any]
    is_gated: bool
    is_readable: bool


@register_page_context(IssuePage, "contents")
def issue_context(issue: IssuePage, request: HttpRequest) -> dict[str, Any]:
    """Return the context of the page, saved or in a preview."""
    return {"detail": issue_detail(issue, request)}


def issue_detail(issue: IssuePage, request: HttpRequest) -> IssueDetail:
    """Load the content of the page, saved or in a preview."""
    articles = list(issue.articles().defer("text").with_byline()) if issue.pk else []
    image = issue.social_image or issue.cover
    social = get_rendition_or_not_found(image, SOCIAL_COVER) if image else None
    before, after = neighbours(issue)
    return IssueDetail(
        archive=issue.get_parent(),
        departments=departments(articles, request),
        companions=_companions(issue, request),
        previous=before,
        next=after,
        browse_url=f"{issue.get_url(request)}pages/" if issue.pk and issue.scans.exists() else "",
        pdf_size=_size(issue.pdf),
        social_image=social,
        structured_data=publication_issue(issue, articles, image=social, request=request),
        is_gated=issue.is_gated(),
        is_readable=getattr(request, "is_preview", False) or is_readable(request, issue),
    )


def _size(file: FieldFile) -> int:
    """Return the size of a file, 0 if there is none or it is missing in the storage."""
    with suppress(OSError):
        return file.size if file else 0
    return 0


def neighbours(issue: IssuePage) -> tuple[IssuePage | None, IssuePage | None]:
    """Return the published issues before and after this one."""
    others = type(issue).objects.published().exclude(pk=issue.pk)
    order = issue.year or 0, issue.months or 0
    return (
        others.before(*order).order_by("-year", "-months").first(),
        others.after(*order).order_by("year", "months").first(),
    )


def _companions(issue: IssuePage, request: HttpRequest) -> list[Companion]:
    """Companions that lead somewhere; one whose article was withdrawn is only named."""
    return [Companion(found.title, found.address(request)) for found in issue.web_companions.all()]
