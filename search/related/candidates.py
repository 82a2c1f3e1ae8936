"""Candidates for related articles: the newest that share a trend, and those with words of the headline."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q

from articles import content_sources
from articles.models import ArticlePage, ArticleTrend, TrendFigures
from search.finding.find import Scope
from search.indexing.database import current_index
from search.indexing.expressions import Token, some
from search.models import SearchDocument
from search.related.likeness import Features, Rarity

OF_A_TREND = 100
KINDS = {"articlepage": "article", "archivedarticlepage": "archived"}


def features_of(source: Any, keys: Collection[int]) -> dict[int, Features]:
    """Return the features of some published pieces of a source."""
    kind = KINDS[source.page._meta.model_name]
    trends: defaultdict[int, set[int]] = defaultdict(set)
    people: defaultdict[int, set[int]] = defaultdict(set)
    words: defaultdict[int, set[str]] = defaultdict(set)
    for key, trend in source.link.objects.filter(content_object__in=keys).values_list("content_object", "tag"):
        trends[key].add(trend)
    for key, person in source.credit.objects.filter(article__in=keys).values_list("article", "contributor"):
        people[key].add(person)
    days = {}
    # For a gated piece the teaser counts, which is in the public document.
    found = SearchDocument.objects.filter(kind=kind, object_id__in=keys, audience__lt=2)
    for key, day, title, summary in found.values_list(
        "object_id", "date", "shown__title_words", "shown__summary_words"
    ):
        words[key].update(title.split(), summary.split())
        days[key] = day
    return {
        key: Features(key, frozenset(trends[key]), frozenset(words[key]), frozenset(people[key]), days[key])
        for key in days
    }


def candidates(piece: Features) -> list[Features]:
    """Return the articles to which a piece is compared."""
    keys = {*_by_trend(piece.trends), *_by_words(piece)} - {piece.key}
    articles = content_sources.registered()[0]
    return list(features_of(articles, keys).values())


def _by_trend(trends: Iterable[int]) -> set[int]:
    newest = ArticleTrend.objects.order_by("-content_object")
    return {
        key
        for trend in trends
        for key in newest.filter(tag=trend).values_list("content_object", flat=True)[:OF_A_TREND]
    }


def _by_words(piece: Features) -> set[int]:
    """Return articles that the search finds for the words of a headline."""
    title = SearchDocument.objects.filter(Q(object_id=piece.key), audience__lt=2).values_list(
        "shown__title_words", flat=True
    )
    words = [word for text in title for word in text.split()]
    if not words:
        return set()
    expression = Scope().limit(some(*map(Token, words)))
    ranked = [key for key, _score in current_index().best(expression, current_index().count(expression))]
    found = SearchDocument.objects.filter(pk__in=ranked, kind="article")
    return set(found.values_list("object_id", flat=True))


def rarity_among(compared: Collection[Features]) -> Rarity:
    """Return the rarity of trends among all pieces, and of words among the candidates."""
    trends = dict(TrendFigures.objects.values_list("trend", "total"))
    words = Counter(word for one in compared for word in one.words)
    pieces = ArticlePage.objects.live().count()
    return Rarity(max(pieces, 1), trends, words, max(len(compared), 1))
