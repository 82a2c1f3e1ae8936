"""Suggestions of trends for a text: those whose name or synonym occurs in it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from articles.models import Trend

WORD = re.compile(r"\w+")
# “AR” is a trend, “ar” is Welsh: so short a term in capitals is meant only in capitals.
LONGEST_ACRONYM = 3
MOST_SUGGESTIONS = 8
WEIGHTS = (("title", 3), ("deck", 2), ("teaser", 2), ("full_text", 1))
MOST_IN_TEXT = 3  # a word repeated ten times counts no more than one repeated three times
LEAST, MOST = 2, 3
Phrases = Mapping[tuple[str, ...], Trend]


class Suggestion(NamedTuple):
    """A trend, and the words of the text that mean it."""

    trend: Trend
    words: str


def known_phrases() -> Phrases:
    """Return the names and synonyms of all trends that can be chosen, as sequences of folded words."""
    trends = Trend.objects.offered(()).prefetch_related("synonyms")
    named = ((trend, name) for trend in trends for name in (trend.name, *(one.name for one in trend.synonyms.all())))
    return {phrase: trend for trend, name in named if (phrase := tuple(map(_fold, _words(name))))}


def suggest_trends(text: str, *, chosen: Sequence[int] = ()) -> list[Suggestion]:
    """Return the trends that a text names, the most frequent first, without those that are chosen."""
    mentions = [mention for mention in _mentions(text, known_phrases()) if mention.trend.pk not in chosen]
    counts = Counter(mention.trend.pk for mention in mentions)
    first = {mention.trend.pk: mention for mention in reversed(mentions)}
    return [first[key] for key, _count in counts.most_common(MOST_SUGGESTIONS)]


def suggestions(piece: Any, phrases: Phrases) -> list[Trend]:
    """Return up to three trends, the likeliest first; matches in a headline count more than those in the text."""
    scores: Counter[Trend] = Counter()
    for name, weight in WEIGHTS:
        found = Counter(mention.trend for mention in _mentions(str(getattr(piece, name, "") or ""), phrases))
        scores.update({trend: weight * min(count, MOST_IN_TEXT) for trend, count in found.items()})
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0].name))
    return [trend for trend, score in ranked if score >= LEAST][:MOST]


def _mentions(text: str, phrases: Phrases) -> Iterator[Suggestion]:
    """Find the longest terms: who writes of community science does not write of science."""
    words = _words(text)
    folded, longest = list(map(_fold, words)), max(map(len, phrases), default=0)
    place = 0
    while place < len(folded):
        ends = range(min(place + longest, len(folded)), place, -1)
        end = next((end for end in ends if tuple(folded[place:end]) in phrases), None)
        if end:
            yield Suggestion(phrases[tuple(folded[place:end])], " ".join(words[place:end]))
        place = end or place + 1


def _words(text: str) -> list[str]:
    """Return the words of a text; decomposed accents would split them."""
    return WORD.findall(unicodedata.normalize("NFC", text))


def _fold(word: str) -> str:
    """Return a word without accents and the plural's s and, unless it is an acronym, without capitals."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return bare if len(bare) <= LONGEST_ACRONYM and bare.isupper() else _singular(bare.casefold())


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
