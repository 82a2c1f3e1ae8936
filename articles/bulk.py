"""Make many articles at once, as an import does."""

from collections.abc import Callable, Iterable
from typing import Any

from articles.models import ArticlePage, SectionPage
from base.bulk import Made, create_pages


def create_articles(
    articles: Iterable[ArticlePage],
    *,
    section: SectionPage,
    user: Any = None,
    progress: Callable[[int], object] = int,
) -> Made:
    """Publish unsaved articles, with their credits, trends and institutions, in a section.

    `article.credits = […]`, `article.trends.set(…)` and `article.institutions.set(…)` hold in memory what is
    saved here. What has a date of publication was published then. Everything else is as in `create_pages()`:
    batches, refusals, progress, and the signal for what must follow. Nothing of this code base needs
    `page_published` for them: its one receiver indexes an article again once its credits are there, and
    here they are there before.
    """
    completed = (_completed(article, section) for article in articles)
    return create_pages(completed, parent=section, user=user, progress=progress)


def _completed(article: ArticlePage, section: SectionPage) -> ArticlePage:
    article.listed_in_id = section.pk
    for credit in article.credits.all():
        credit.fill_affiliation()
    article.live = True
    article.work_out()
    article.first_published_at = article.first_published_at or article.published_at
    return article
