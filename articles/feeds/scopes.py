"""The lists with a feed of their own, by the first part of its URL."""

import uuid
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from wagtail.rich_text import get_text_for_indexing

from articles.models import ArticlePage, ArticleQuerySet, Contributor, DossierPage, Kind, SectionPage, Tombstone, Trend
from base.views import Gone
from members.models import Institution


@dataclass(frozen=True)
class Scope:
    """A type of list with a feed; `subjects` are those that may have one, None for the kinds."""

    name: str
    label: str
    model: Any
    subjects: Callable[[], QuerySet[Any]] | None
    articles: Callable[[ArticleQuerySet, Any], ArticleQuerySet]
    describe: Callable[[Any], str] = lambda _subject: ""

    def find(self, slug: str) -> Any:
        """Return the subject of a slug. Raise Http404."""
        subject = self.subjects().filter(slug=slug).first() if self.subjects else _kind(slug)
        if subject is None:
            raise Gone if self._was_public(slug) else Http404
        return subject

    def with_keys(self, keys: Collection[str]) -> list[Any]:
        """Return the public subjects with these keys, see `Term.key`."""
        if self.subjects is None:
            return [kind for kind in Kind if kind.value in keys]
        return list(self.subjects().filter(public_id__in=keys))

    def _was_public(self, slug: str) -> bool:
        """Return whether a list is gone because all its articles were withdrawn lately."""
        subject = self.model and self.model.objects.filter(slug=slug).first()
        return bool(subject and Tombstone.objects.shown_in([str(subject.public_id)]))


def _kind(slug: str) -> Kind | None:
    with suppress(KeyError):
        return Kind.from_slug(slug)
    return None


SCOPES = {
    scope.name: scope
    for scope in (
        Scope(
            "sections",
            "Sections",
            SectionPage,
            SectionPage.objects.published,
            lambda articles, section: articles.filter(listed_in=section),
            lambda section: section.intro,
        ),
        Scope(
            "trends",
            "Trends",
            Trend,
            lambda: Trend.objects.public().with_frequency(),
            lambda articles, trend: articles.carrying(trend),
            lambda trend: trend.scope_note,
        ),
        Scope(
            "contributors",
            "Contributors",
            Contributor,
            Contributor.objects.public,
            lambda articles, contributor: articles.credited_to(contributor),
            lambda contributor: contributor.biography,
        ),
        Scope(
            "institutions",
            "Institutions",
            Institution,
            Institution.objects.public,
            lambda articles, institution: articles.concerning(institution),
            lambda institution: institution.about,
        ),
        Scope(
            "dossiers",
            "Dossiers",
            DossierPage,
            DossierPage.objects.published,
            lambda articles, dossier: articles.filter(pk__in=dossier.entries.values("article")),
            lambda dossier: get_text_for_indexing(dossier.introduction),
        ),
        Scope("kinds", "Kinds", None, None, lambda articles, kind: articles.filter(kind=kind)),
    )
}


@dataclass(frozen=True)
class Term:
    """One list, as in a URL: `trends.play`."""

    scope: Scope
    subject: Any

    @property
    def slug(self) -> str:
        """The slug of the list."""
        return str(self.subject.slug)

    @property
    def name(self) -> str:
        """The name of the list, for display."""
        return str(self.subject.plural if isinstance(self.subject, Kind) else self.subject)

    @property
    def address(self) -> str:
        """Its part of the URL of a combined feed."""
        return f"{self.scope.name}.{self.slug}"

    @property
    def path(self) -> str:
        """The path of the folder of its feeds."""
        return reverse("feed", args=[self.scope.name, self.slug, "rss.xml"]).removesuffix("rss.xml")

    @property
    def key(self) -> str:
        """The name of the list in tombstones, see `Tombstone.lists`."""
        return str(getattr(self.subject, "public_id", self.subject))

    @property
    def articles(self) -> ArticleQuerySet:
        """Its published articles, newest first."""
        found: ArticleQuerySet = self.scope.articles(ArticlePage.objects.newest_first(), self.subject)
        return found

    def id_in(self, magazine: Callable[[], uuid.UUID]) -> uuid.UUID:
        """Return an identifier that survives renaming; that of a kind derives from the magazine's."""
        if isinstance(self.subject, Kind):
            return uuid.uuid5(magazine(), f"kind/{self.subject.value}")
        found: uuid.UUID = self.subject.public_id
        return found


def model_of(scope: str) -> Any:
    """Return the model of the lists of a scope. Raise Http404 for a scope whose slugs never change."""
    if scope not in SCOPES or SCOPES[scope].model is None:
        raise Http404
    return SCOPES[scope].model


def find_term(scope: str, slug: str) -> Term:
    """Return a list by the parts of its URL. Raise Http404."""
    if scope not in SCOPES:
        raise Http404
    return Term(SCOPES[scope], SCOPES[scope].find(slug))
