"""Feeds that a reader puts together from lists: “play or small museums, without events”."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import reverse

from articles.feeds.channels import Channel, front_page, magazine_name
from articles.feeds.scopes import Term, find_term, model_of
from articles.models import ArticlePage, ArticleQuerySet
from base.pages.former_slugs import current_slug

MOST_TERMS = 10
TOO_MANY = f"A feed combines at most {MOST_TERMS} lists."


@dataclass(frozen=True)
class Combination:
    """The articles of any of some lists, without those of others."""

    any_of: Sequence[Term]
    without: Sequence[Term] = ()

    @property
    def names(self) -> tuple[str, str]:
        """Both parts of its address: the same for all ways to name the same lists."""
        any_of, without = (",".join(term.address for term in terms) for terms in (self.any_of, self.without))
        return any_of, without

    @property
    def path(self) -> str:
        """The folder of its feeds."""
        names = [name for name in self.names if name]
        view = "combined_feed_without" if self.without else "combined_feed"
        return reverse(view, args=[*names, "rss.xml"]).removesuffix("rss.xml")

    @property
    def title(self) -> str:
        """Its name, in words."""
        title = " or ".join(term.name for term in self.any_of)
        return f"{title}, without {' or '.join(term.name for term in self.without)}" if self.without else title

    @property
    def articles(self) -> ArticleQuerySet:
        """Its articles, the newest first."""
        found = ArticlePage.objects.newest_first().filter(_in_any(self.any_of))
        return found.exclude(_in_any(self.without)) if self.without else found

    def channel(self, request: HttpRequest) -> Channel:
        """Return the channel of the feed; its identifier is derived from those of its lists."""
        magazine: uuid.UUID = front_page(request).public_id
        names = ["/".join(_ids(terms, magazine)) for terms in (self.any_of, self.without)]
        return Channel(
            id=uuid.uuid5(magazine, " without ".join(names)),
            title=f"{magazine_name(request)}: {self.title}",
            subtitle="",
            home_path=reverse("feeds"),
            path=self.path,
            articles=self.articles,
            lists=[term.key for term in self.any_of],
            is_pushed=False,
        )


def find_combination(any_of: str, without: str = "") -> Combination:
    """Return the combination of URL parts such as `trends.play,kinds.news`. Raise Http404, ValueError if too many."""
    parts = [[name for name in names.split(",") if name] for names in (any_of, without)]
    if sum(map(len, parts)) > MOST_TERMS:
        raise ValueError(TOO_MANY)
    if not parts[0]:
        raise Http404
    return Combination(*(_terms(names) for names in parts))


def unknown_names(any_of: str, without: str = "") -> list[str]:
    """Return those of the URL parts that lead to no list."""
    names = dict.fromkeys(name for names in (any_of, without) for name in names.split(",") if name)
    return [name for name in names if not _is_known(name)]


def _is_known(name: str) -> bool:
    try:
        return bool(_term(name))
    except Http404:
        return False


def _terms(names: Sequence[str]) -> list[Term]:
    terms = {term.address: term for term in map(_term, names)}
    return [terms[address] for address in sorted(terms)]


def _term(name: str) -> Term:
    scope, _, slug = name.partition(".")
    try:
        return find_term(scope, slug)
    except Http404:
        return find_term(scope, current_slug(model_of(scope), slug))


def _ids(terms: Sequence[Term], magazine: uuid.UUID) -> list[str]:
    return sorted(str(term.id_in(lambda: magazine)) for term in terms)


def _in_any(terms: Sequence[Term]) -> Q:
    return reduce(or_, (Q(pk__in=term.articles.order_by().values("pk")) for term in terms))
