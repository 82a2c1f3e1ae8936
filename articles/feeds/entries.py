"""An article as a feed entry, before it is serialized."""

import mimetypes
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse

from articles.corrections.notices import notice_html, notices_of
from articles.feeds.formats.feed import Category, Enclosure, Entry, FeedCredit, Picture
from articles.models import ArticlePage, Credit
from articles.pages.body_html import entry_html, load_bodies
from base.blocks.media import AUDIO
from base.media.renditions import renditions
from base.sanitize import printable
from page_store.per_generation import once_per_generation

# Entries that a process caches, of some ten kilobytes each.
MOST_KEPT = 300


def is_open(article: ArticlePage) -> bool:
    """Return whether everybody may read an article."""
    return not article.is_gated()


def make_entries(
    keys: Sequence[int], request: HttpRequest, *, may_read: Callable[[ArticlePage], bool] = is_open
) -> list[Entry]:
    """Return the entries of the articles with these keys, in order and in a fixed number of queries.

    An entry of a public feed is made once per generation of public pages: it is in several feeds and formats. The
    articles are loaded only if an entry is missing.

    Articles that the subscriber may not read become teasers; the subscriber of a public feed is everybody.
    """
    load, site = cache(partial(_load, keys)), request.build_absolute_uri("/")

    def make(key: int) -> Entry | None:
        article = load().get(key)
        return article and _entry(article, request, is_readable=may_read(article))

    def make_once(key: int) -> Entry | None:
        return once_per_generation(request, ("entry", site, key), partial(make, key), most=MOST_KEPT)

    entries = map(make_once if may_read is is_open else make, keys)
    return [entry for entry in entries if entry]


def _load(keys: Sequence[int]) -> dict[int, ArticlePage]:
    """Return published articles by key, with everything that entries show."""
    published = ArticlePage.objects.published().filter(pk__in=keys)
    articles = list(published.with_byline().with_trends().with_kind_relations())
    load_bodies(articles)
    prefetch_related_objects([article for article in articles if article.corrected_at], "corrections")
    return {article.pk: article for article in articles}


def _entry(article: ArticlePage, request: HttpRequest, *, is_readable: bool) -> Entry:
    image = renditions(article.lead_image)[-1] if article.lead_image else None
    url = request.build_absolute_uri(article.get_url(request))
    return Entry(
        id=article.public_id.urn,
        url=url,
        title=printable(article.listed_title) or url,
        summary=printable(article.deck),
        html=entry_html(article, image, request, before=_notices(article, is_readable), is_readable=is_readable),
        credits=[_credit(credit, request) for credit in article.credits.all()],
        categories=_categories(article, request),
        picture=_picture(article, image, request) if image else None,
        audio=[_audio(file, request) for file in _audio_files(article)] if is_readable else [],
        published=article.published_at or article.changed_at,
        changed=article.changed_at,
    )


def _notices(article: ArticlePage, is_readable: bool) -> str:
    """Return the corrections that the subscriber may read."""
    return notice_html(notices_of(article, is_readable=is_readable))


def _credit(credit: Credit, request: HttpRequest) -> FeedCredit:
    return FeedCredit(
        name=printable(credit.contributor.name),
        url=request.build_absolute_uri(credit.contributor.get_absolute_url()),
        role=str(credit.get_role_display()),
        affiliation=printable(credit.line),
        is_in_byline=credit.is_in_byline,
    )


def _categories(article: ArticlePage, request: HttpRequest) -> list[Category]:
    """Return the trends; their scheme is the URL of the vocabulary (RFC 4287, section 4.2.2.2)."""
    vocabulary = request.build_absolute_uri(reverse("trends"))
    return [Category(printable(link.tag.name), vocabulary) for link in article.article_trends.all()]


def _picture(article: ArticlePage, image: Any, request: HttpRequest) -> Picture:
    return Picture(
        url=request.build_absolute_uri(image.url),
        length=image.file.size,
        type=mimetypes.guess_type(image.file.name)[0] or "application/octet-stream",
        width=image.width,
        height=image.height,
        alt=printable(article.alt),
        credit=printable(image.image.credit),
    )


def _audio_files(article: ArticlePage) -> Iterator[Any]:
    for block in article.body:
        file = block.value.get("file") if block.block_type == "media" else None
        if file and file.file_extension.lower() in AUDIO:
            yield file


def _audio(file: Any, request: HttpRequest) -> Enclosure:
    content_type = mimetypes.guess_type(file.filename)[0] or "application/octet-stream"
    return Enclosure(request.build_absolute_uri(file.url), file.get_file_size() or 0, content_type)
