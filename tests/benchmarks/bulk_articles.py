"""Make many articles at once, as an import does."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from articles.models import ArticlePage, SectionPage
from base.pages.signals import pages_changed
from members.models import Gated, GatedText
from members.reading.media_uses import record_media_uses
from tests.benchmarks.bulk_pages import Made, create_pages, pages_made


def create_articles(
    articles: Iterable[ArticlePage],
    *,
    section: SectionPage,
    user: Any = None,
    progress: Callable[[int], object] = int,
) -> Made:
    """Publish unsaved articles, with their credits, trends and institutions, in a section.

    `article.credits = […]`, `article.trends.set(…)` and `article.institutions.set(…)` hold in memory what is
    saved here. An article with a date was published then. Everything else is as in `create_pages()`:
    batches, refusals, progress, and the signal for receivers.
    """
    complete = partial(_complete, section=section)
    return create_pages(articles, parent=section, user=user, complete=complete, progress=progress)


def _complete(articles: Sequence[ArticlePage], section: SectionPage) -> None:
    _load_bodies(articles)
    for article in articles:
        article.listed_in_id = section.pk
        for credit in article.credits.all():
            credit.fill_affiliation()
        article.live = True
        article.set_derived_fields()
        article.first_published_at = article.first_published_at or article.published_at


def _load_bodies(articles: Sequence[ArticlePage]) -> None:
    """Load what the bodies refer to in bulk; each would query its own images."""
    to_python = articles[0].body.stream_block.bulk_to_python
    bodies = to_python([list(article.body.raw_data) for article in articles])
    for article, body in zip(articles, bodies, strict=True):
        article.body = body


def follow_made(sender: Any, pages: Sequence[Any], **kwargs: Any) -> None:
    """Follow published pages that were made together."""
    if issubclass(sender, Gated):
        gated = [page for page in pages if page.is_gated()]
        GatedText.objects.bulk_create(GatedText(page_id=page.pk) for page in gated)
    record_media_uses(*pages)
    pages_changed.send(sender, keys=[page.pk for page in pages])


pages_made.connect(follow_made)
