"""The clauses of a query: each is a word, or several that form one name, with its synonyms."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.finding.numbers import in_other_writing
from search.finding.query import WEAK_VERBS, Query, Word
from search.indexing import tokens
from search.indexing.expressions import EXACT, Expression, Token, adjacent, every, facet, some
from search.models import SynonymGroup, Term
from search.models import Word as KnownWord

LONGEST_NAME = 6
DIGRAPH = re.compile("ae|oe|ue|aa")
Span = tuple[int, int]


@dataclass(frozen=True)
class Clause:
    """A part of a query that something should match."""

    expression: Expression
    meanings: tuple[str, ...]  # stems, any of which may match
    facets: tuple[str, ...] = ()
    word: Word | None = None  # the only word of the clause
    is_needed: bool = True


def clauses_of(query: Query) -> list[Clause]:
    """Return the clauses of the words, then those of the phrases."""
    spans = _names(query.words)
    found, place = [], 0
    while place < len(query.words):
        span = next((span for span in spans if span[0] == place), None)
        found.append(_named(query.words, span, spans[span]) if span else _single(query.words[place], query))
        place = span[1] if span else place + 1
    phrases = [Clause(adjacent(*phrase), (" ".join(phrase),)) for phrase in query.phrases]
    return [*found, *phrases]


def needed(clauses: Sequence[Clause]) -> list[Clause]:
    """Return the significant clauses, or all if none is."""
    return [clause for clause in clauses if clause.is_needed] or list(clauses)


def _single(word: Word, query: Query) -> Clause:
    number = in_other_writing(word.folded)
    expression = some(word.expression, adjacent(*number)) if number else word.expression
    others = [" ".join(number)] if number else [*_without_digraphs(word), *_without_overlaps(word)]
    meanings = dict.fromkeys([" ".join(word.stems), *others])
    is_weak = query.is_question and word.folded in WEAK_VERBS
    return Clause(expression, tuple(meanings), word=word, is_needed=word.is_needed and not is_weak)


def _without_overlaps(word: Word) -> list[str]:
    """Return the pairs of a script without spaces, each character once: a name is written with and without a space."""
    return [" ".join(dict.fromkeys([*word.stems[::2], word.stems[-1]]))] if len(word.stems) > 2 else []


def _without_digraphs(word: Word) -> list[str]:
    """Return the stem for a digraph typed instead of a letter, such as oe for ø."""
    plain = DIGRAPH.sub(lambda found: found[0][0], word.folded)
    return [tokens.stem(plain)] if plain != word.folded else []


def _named(words: Sequence[Word], span: Span, meanings: Sequence[Clause]) -> Clause:
    """Return a clause for some words, or anything that they mean together."""
    typed = words[slice(*span)]
    literal = every(*(word.expression for word in typed))
    return Clause(
        expression=some(literal, *(meaning.expression for meaning in meanings)),
        meanings=(" ".join(_stems(typed)), *(text for meaning in meanings for text in meaning.meanings)),
        facets=tuple(key for meaning in meanings for key in meaning.facets),
        word=typed[0] if len(typed) == 1 else None,
    )


def _names(words: Sequence[Word]) -> dict[Span, list[Clause]]:
    """Return which words next to each other are a name of something, the longest first; none overlap."""
    spans = [
        (start, stop)
        for length in range(min(LONGEST_NAME, len(words)), 0, -1)
        for start in range(len(words) - length + 1)
        for stop in [start + length]
    ]
    keys = {span: " ".join(_stems(words[slice(*span)])) for span in spans}
    joined = _joined(words, spans)
    meanings = _meanings({*keys.values(), *(clause.meanings[0] for clause in joined.values())}) if keys else {}
    chosen: dict[Span, list[Clause]] = {}
    for span in spans:
        means = [*meanings.get(keys[span], []), *_meaning_joined(joined.get(span), meanings)]
        if means and not any(start < span[1] and span[0] < stop for start, stop in chosen):
            chosen[span] = means
    return chosen


def _meaning_joined(joined: Clause | None, meanings: dict[str, list[Clause]]) -> list[Clause]:
    """Return a pair that was written as one word, and what that word means."""
    return [joined, *meanings.get(joined.meanings[0], [])] if joined else []


def _meanings(keys: set[str]) -> dict[str, list[Clause]]:
    found: dict[str, list[Clause]] = {}
    for term in Term.objects.filter(key__in=keys).select_related("group"):
        if term.facet_id:
            clause = Clause(facet(term.facet_id), (), (str(term.facet_id),))
            found.setdefault(term.key, []).append(clause)
        elif term.group:
            found.setdefault(term.key, []).extend(_others(term.group, term.key))
    return found


def _others(group: SynonymGroup, key: str) -> Iterator[Clause]:
    for name in group.terms:
        analysed = tokens.tokenize(name)
        if analysed.words and (text := " ".join(analysed.words)) != key:
            yield Clause(some(adjacent(*analysed.words), *map(Token, analysed.forms)), (text,))


def _joined(words: Sequence[Word], spans: Sequence[Span]) -> dict[Span, Clause]:
    """Return the pairs of words that may be written as one: “fund raising”."""
    pairs = {span: "".join(word.folded for word in words[slice(*span)]) for span in spans if span[1] - span[0] == 2}
    known = set(KnownWord.objects.filter(pk__in=pairs.values()).values_list("pk", flat=True)) if pairs else set()
    found = {}
    for span, text in pairs.items():
        if text in known:
            stem = tokens.stem(text)
            found[span] = Clause(some(Token(stem), Token(EXACT + text)), (stem,))
    return found


def _stems(words: Sequence[Word]) -> list[str]:
    return [stem for word in words for stem in word.stems]
