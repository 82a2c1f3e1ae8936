"""A large magazine for measurements: as many articles as wanted, the same ones for the same seed."""

import datetime as dt
import random
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from articles.kinds import Kind
from articles.models import ArticlePage, Contributor, Credit
from base.models import MagazineImage
from tests.benchmarks.bulk_articles import create_articles
from tests.benchmarks.prose import Writer
from tests.factories import make_contributor, make_image, make_institution, make_section, make_trend

SECTIONS = ("Features", "Field notes", "Practice", "Research", "Policy", "Reviews", "People", "Events")
NEWEST = dt.datetime(2025, 6, 30, 9, tzinfo=dt.UTC)
MINUTES_OF_15_YEARS = 15 * 365 * 24 * 60
CONTRIBUTORS, TRENDS, INSTITUTIONS, IMAGES = 500, 60, 80, 12


class Maker:
    """Makes people, vocabulary and images first, and then articles from them."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - not for secrets
        self.writer = Writer(self.chance)
        self.sections = [make_section(title) for title in SECTIONS]
        self.institutions = [make_institution(f"Museum of {self._name()} {n}") for n in range(INSTITUTIONS)]
        self.trends = [make_trend(f"{self._name()} {n}", group=f"Group {n % 6}") for n in range(TRENDS)]
        self.contributors = [self._contributor(n) for n in range(CONTRIBUTORS)]
        self.images = [self._image(n) for n in range(IMAGES)]
        self.seconds_of_writing = 0.0

    def articles(self, count: int, *, said: Callable[[int], object] = int) -> int:
        """Create so many articles, spread over sections and years; return the number of refused ones."""
        shares = [len(range(n, count, len(self.sections))) for n in range(len(self.sections))]
        refused = 0
        for section, share in zip(self.sections, shares, strict=True):
            made = create_articles(self.drafts(share), section=section, progress=said)
            refused += len(made.refused)
        return refused

    def drafts(self, count: int) -> Iterator[ArticlePage]:
        """Yield so many unsaved articles, and count the time that it takes to write them."""
        for _ in range(count):
            began = time.perf_counter()
            draft = self._draft()
            self.seconds_of_writing += time.perf_counter() - began
            yield draft

    def _draft(self) -> ArticlePage:
        chance, number = self.chance, self.chance.getrandbits(40)
        article = ArticlePage(
            title=self.writer.some(3, 9).capitalize(),
            slug=f"piece-{number}",
            deck=self.writer.sentence()[:300],
            kind=chance.choice(list(Kind)),
            body=self.writer.body([image.pk for image in self.images]),
            published_at=NEWEST - dt.timedelta(minutes=chance.randrange(MINUTES_OF_15_YEARS)),
            public_id=uuid.UUID(int=chance.getrandbits(128), version=4),
            lead_image=chance.choice(self.images) if chance.random() < 0.6 else None,
        )
        article.credits.set([Credit(contributor=one) for one in self._some(self.contributors, 4)])
        article.trends.set(self._some(self.trends, 5))
        article.institutions.set(self._some(self.institutions, 2) if chance.random() < 0.4 else [])
        return article

    def _some(self, things: list[Any], most: int) -> list[Any]:
        return self.chance.sample(things, k=self.chance.randint(1, most))

    def _name(self) -> str:
        return self.writer.some(1, 1).capitalize()

    def _contributor(self, number: int) -> Contributor:
        place = self.chance.choice(self.institutions)
        given, family = self._name(), f"{self._name()}-{number}"
        return make_contributor(f"{given} {family}", job_title="Curator", institution=place)

    def _image(self, number: int) -> MagazineImage:
        title = f"Benchmark {number}"
        return MagazineImage.objects.filter(title=title).first() or make_image(title, size=(1200, 800))
