"""The feed of the issues that come into the archive, each with its contents."""

import uuid
from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string

from archive.models import ArchivedArticlePage, ArchivePage, IssuePage
from articles.feeds.channels import begun_at, front_page, imprint, magazine_name
from articles.feeds.formats.feed import Entry, Feed, Picture
from base.media.renditions import COVER
from base.models import MagazineImage
from base.pages.page_queries import descendants_of
from base.sanitize import printable, sanitize

FOLDER = "/feeds/issues/"
IN_FEED = 30


def issue_feed(request: HttpRequest) -> Feed:
    """Return the issues that were added last; their contents are for everybody, their texts are not in it."""
    issues = list(IssuePage.objects.newest_added().with_cover()[:IN_FEED])
    contents = _contents(issues)
    entries = [_entry(issue, contents.get(issue.path, []), request) for issue in issues]
    changed = max((entry.changed for entry in entries), default=None) or begun_at(request)
    archive = ArchivePage.objects.live().first()
    return Feed(
        id=uuid.uuid5(front_page(request).public_id, "issues").urn,
        title=printable(f"{magazine_name(request)}: Issues of the archive"),
        subtitle="Each issue with its contents, as it comes into the archive.",
        home_url=request.build_absolute_uri(archive.get_url(request) if archive else "/"),
        entries=entries,
        hub=settings.WEBSUB_HUB,
        **imprint(request, changed),
    )


def _contents(issues: Sequence[IssuePage]) -> dict[str, list[Any]]:
    """Return the archived articles by the tree path of their issue, in one query for all."""
    within = reduce(or_, (descendants_of(issue) for issue in issues), Q(pk__in=()))
    found: dict[str, list[Any]] = {}
    for article in ArchivedArticlePage.objects.in_contents().filter(within).defer("text"):
        found.setdefault(article.parent_path, []).append(article)
    return found


def _entry(issue: IssuePage, articles: Sequence[Any], request: HttpRequest) -> Entry:
    url = request.build_absolute_uri(issue.get_url(request))
    rows = [(article, article.get_url(request)) for article in articles]
    html = render_to_string("archive/feed_entry.html", {"issue": issue, "rows": rows, "request": request})
    published = issue.first_published_at or begun_at(request)
    return Entry(
        id=issue.public_id.urn,
        url=url,
        title=printable(f"{issue.title} ({issue.months_and_year})"),
        summary=printable(f"{len(articles)} articles" if articles else ""),
        html=sanitize(html, url),
        credits=[],
        categories=[],
        picture=_picture(issue, issue.cover, request) if issue.cover else None,
        audio=[],
        published=published,
        changed=published,
    )


def _picture(issue: IssuePage, cover: MagazineImage, request: HttpRequest) -> Picture:
    image = cover.get_renditions(*COVER)[COVER[-1]]
    return Picture(
        url=request.build_absolute_uri(image.url),
        length=image.file.size,
        type="image/webp",
        width=image.width,
        height=image.height,
        alt=printable(f"Cover of {issue.months_and_year}"),
        credit="",
    )
