"""Signal receivers that keep the search in sync with what is published, in the transaction of each change."""

import threading
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model, signals
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from archive.models import ArchivedArticlePage, ArchivedCredit, ArchivedTrend, IssuePage
from articles.models import (
    ArticlePage,
    ArticleTrend,
    Contributor,
    Credit,
    DossierPage,
    SectionPage,
    Trend,
    TrendSynonym,
)
from base.pages.page_queries import descendants_of
from base.pages.signals import pages_changed
from members.models import Institution, Membership
from search.indexing import writer
from search.indexing.terms import write_terms_of_group
from search.models import Facet, SynonymGroup
from search.related.tasks import request_relation

PAGES: dict[type[Model], str] = {
    ArticlePage: "article", ArchivedArticlePage: "archived", IssuePage: "issue", DossierPage: "dossier"
}  # fmt: skip
PROFILES: dict[type[Model], str] = {Contributor: "contributor", Institution: "institution", Trend: "trend"}
# Related rows that are saved apart from their piece; the fallback when no signal says that it is complete.
BESIDE_PIECES: dict[type[Model], str] = {Credit: "article", ArchivedCredit: "article", ArticleTrend: "content_object",
                 ArchivedTrend: "content_object"}  # fmt: skip


class Waiting(threading.local):
    """Pieces to be indexed when the transaction of this thread ends, unless they are indexed before."""

    def __init__(self) -> None:
        self.pieces: set[tuple[str, int]] = set()


_waiting = Waiting()


def _index_pieces(kind: str, keys: Iterable[int]) -> None:
    found = set(keys)
    _waiting.pieces.difference_update((kind, key) for key in found)
    writer.index(kind, found)


def _wait(kind: str, key: int) -> None:
    _waiting.pieces.add((kind, key))
    transaction.on_commit(partial(_index_waiting, kind, key), robust=True)


def _index_waiting(kind: str, key: int) -> None:
    if (kind, key) in _waiting.pieces:
        _index_pieces(kind, [key])


def follow_page(sender: Any, instance: Any, **sent: Any) -> None:
    """Follow a page that was published, withdrawn or deleted."""
    if kind := PAGES.get(type(instance)):
        _index_pieces(kind, [instance.pk])
    if isinstance(instance, IssuePage):
        _index_below(instance, {ArchivedArticlePage})
    if isinstance(instance, SectionPage) and _is_renamed("section", instance.title, instance):
        _index_below(instance, {ArticlePage})


def _is_renamed(group: str, label: str, page: Page) -> bool:
    articles = ArticlePage.objects.filter(listed_in=page.pk).exists()
    return articles and not Facet.objects.filter(group=group, label=label).exists()


def follow_save(sender: Any, instance: Any, raw: bool = False, **sent: Any) -> None:
    """Follow a page that was saved and may not be complete yet."""
    if not raw and (kind := PAGES.get(sender)):
        _wait(kind, instance.pk)


def follow_change(sender: Any, keys: Iterable[int], **sent: Any) -> None:
    """Follow pages that were changed past a publication."""
    if kind := PAGES.get(sender):
        _index_pieces(kind, keys)
    if sender is IssuePage:
        for issue in IssuePage.objects.filter(pk__in=keys):
            _index_below(issue, {ArchivedArticlePage})


def follow_move(sender: Any, instance: Page, **sent: Any) -> None:
    """Follow pages to another place, where they may be hidden or belong elsewhere."""
    _index_below(Page.objects.get(pk=instance.pk), PAGES, inclusive=True)


def follow_restriction(sender: Any, instance: PageViewRestriction, **sent: Any) -> None:
    """Follow a restriction of who sees some pages."""
    if page := Page.objects.filter(pk=instance.page_id).first():
        _index_below(page, PAGES, inclusive=True)


def _index_below(page: Page, models: Iterable[type[Model]], inclusive: bool = False) -> None:
    for model in models:
        below = model._default_manager.filter(descendants_of(page, inclusive))
        _index_pieces(PAGES[model], below.values_list("pk", flat=True))


def follow_deleted_page(sender: Any, instance: Any, **sent: Any) -> None:
    """Forget a page."""
    if kind := PAGES.get(type(instance)):
        writer.forget(kind, [instance.pk])


def follow_profile(sender: Any, instance: Any, raw: bool = False, created: bool = False, **sent: Any) -> None:
    """Follow a contributor, an institution or a trend, and what carries it when it has another name."""
    if raw:
        return
    kind = PROFILES[sender]
    name = instance.name
    old = Facet.objects.filter(group=kind, key=str(instance.pk)).exclude(label=name, slug=instance.slug)
    if not created and old.update(label=name, slug=instance.slug):
        _index_carriers(sender, instance)
    writer.index(kind, [instance.pk])


def _index_carriers(model: type[Model], instance: Any) -> None:
    for kind, found in CARRIERS[model](instance):
        _index_pieces(kind, found.values_list("pk", flat=True))


CARRIERS: dict[type[Model], Callable[[Any], list[tuple[str, Any]]]] = {
    Contributor: lambda person: [
        ("article", ArticlePage.objects.live().credited_to(person)),
        ("archived", ArchivedArticlePage.objects.live().credited_to(person)),
    ],
    Institution: lambda place: [
        ("article", ArticlePage.objects.live().concerning(place)),
        ("archived", ArchivedArticlePage.objects.live().written_at(place)),
        ("contributor", Contributor.objects.filter(institution=place)),
    ],
    Trend: lambda trend: [
        ("article", ArticlePage.objects.live().filter(article_trends__tag=trend)),
        ("archived", ArchivedArticlePage.objects.live().about(trend)),
    ],
}


def follow_deleted_profile(sender: Any, instance: Any, **sent: Any) -> None:
    """Forget a contributor, an institution or a trend."""
    writer.forget(PROFILES[sender], [instance.pk])


def follow_beside_profile(sender: Any, instance: Any, raw: bool = False, **sent: Any) -> None:
    """Follow what belongs to a profile: the synonyms of a trend, the memberships of an institution."""
    if not raw and isinstance(instance, TrendSynonym):
        writer.index("trend", [instance.trend_id])
    elif not raw:
        writer.index("institution", [instance.institution_id])


def follow_beside_piece(sender: Any, instance: Any, raw: bool = False, **sent: Any) -> None:
    """Index a piece after a change of a credit or trend, unless another signal does before the transaction ends."""
    relation = BESIDE_PIECES[sender]
    kind = "archived" if sender in {ArchivedCredit, ArchivedTrend} else "article"
    if not raw and (key := getattr(instance, f"{relation}_id")):
        _wait(kind, key)


def follow_synonyms(sender: Any, instance: SynonymGroup, raw: bool = False, **sent: Any) -> None:
    """Follow a group of synonyms."""
    if not raw:
        write_terms_of_group(instance)


def connect() -> None:
    """Connect all receivers."""
    page_published.connect(follow_page)
    page_published.connect(request_relation)
    page_unpublished.connect(follow_page)
    post_page_move.connect(follow_move)
    pages_changed.connect(follow_change)
    signals.post_save.connect(follow_synonyms, sender=SynonymGroup)
    for model in PAGES:
        signals.post_save.connect(follow_save, sender=model)
        signals.post_delete.connect(follow_deleted_page, sender=model)
    for model in PROFILES:
        signals.post_save.connect(follow_profile, sender=model)
        signals.post_delete.connect(follow_deleted_profile, sender=model)
    for signal in (signals.post_save, signals.post_delete):
        signal.connect(follow_restriction, sender=PageViewRestriction)
        for beside in (TrendSynonym, Membership):
            signal.connect(follow_beside_profile, sender=beside)
        for beside_piece in BESIDE_PIECES:
            signal.connect(follow_beside_piece, sender=beside_piece)
