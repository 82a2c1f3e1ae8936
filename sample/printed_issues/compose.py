"""Compose the articles of an issue from their own texts and from stocks of paragraphs.

An article goes from scene to advice, and no paragraph is used twice in an issue. The choice is random, but
reproducible.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sample.printed_issues.parse import PARTS
from sample.printed_issues.records import Archive, SampleArticle, SampleIssue, Stock

NUMBER = re.compile(r"\{(\d+)-(\d+)\}")
ROUNDS = {1: 1, 2: 2}  # how often an article of so many pages takes from each part


@dataclass(frozen=True)
class Passage:
    """A paragraph of an article, with an optional heading."""

    text: str
    head: str = ""


def composed(issue: SampleIssue, archive: Archive) -> list[list[Passage]]:
    """Return the passages of each article of an issue, more of them than its pages hold."""
    chance = random.Random(issue.key)  # noqa: S311 - not for secrets
    shelves = {name: _shuffled(stock, chance) for name, stock in archive.stocks.items()}
    return [_article(article, shelves[article.stock], chance) for article in issue.articles]


def _shuffled(stock: Stock, chance: random.Random) -> Stock:
    def mixed(texts: list[str]) -> list[str]:
        return chance.sample(texts, len(texts))

    return Stock(
        {part: mixed(texts) for part, texts in stock.parts.items()},
        {part: mixed(texts) for part, texts in stock.heads.items()},
    )


def _article(article: SampleArticle, shelf: Stock, chance: random.Random) -> list[Passage]:
    own = [Passage(text) for text in article.paragraphs]
    # Articles with a scene of their own need none from the stock.
    taken = _taken(shelf, ROUNDS[article.pages], PARTS[1:] if own else PARTS)
    return [Passage(_filled(one.text, article, chance), one.head) for one in (*own, *taken)]


def _taken(shelf: Stock, rounds: int, parts: Sequence[str]) -> Iterator[Passage]:
    """Take from each part in turn, so that nothing is used twice."""
    for part in parts:
        texts = [shelf.parts[part].pop() for _ in range(rounds) if shelf.parts.get(part)]
        for index, text in enumerate(texts):
            heads = shelf.heads.get(part)
            yield Passage(text, heads.pop() if heads and not index else "")


def _filled(text: str, article: SampleArticle, chance: random.Random) -> str:
    """Fill in the place of the author, and numbers from their ranges."""
    author = article.authors[0]
    numbered = NUMBER.sub(lambda match: str(chance.randint(int(match[1]), int(match[2]))), text)
    return " ".join(numbered.replace("{house}", author.institution).replace("{city}", author.city).split())
