"""Keep the related articles of each piece true."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from articles import content_sources
from articles.models import ArticlePage, RelatedArticle
from base.background.enqueue import enqueue_in_transaction
from search.related.candidates import candidates, features_of, rarity_among
from search.related.likeness import related

AT_ONCE = 100


def relate(source: Any, keys: Collection[int]) -> int:
    """Work out the related articles of some pieces; return how many have others than before."""
    changed = 0
    for key, piece in features_of(source, keys).items():
        others = candidates(piece)
        chosen = related(piece, others, rarity_among(others), timezone.localdate())
        changed += _keep(key, chosen)
    return changed


@transaction.atomic
def _keep(key: int, chosen: list[int]) -> bool:
    kept = RelatedArticle.objects.filter(page=key).order_by("position")
    if list(kept.values_list("article", flat=True)) == chosen:
        return False
    kept.delete()
    there = set(ArticlePage.objects.filter(pk__in=chosen).values_list("pk", flat=True))
    RelatedArticle.objects.bulk_create(
        RelatedArticle(page_id=key, article_id=other, position=position)
        for position, other in enumerate(chosen)
        if other in there
    )
    return True


def relate_all(*, progress: Callable[[int, int], object] = lambda _done, _total: None) -> int:
    """Work out the related articles of all pieces, and return how many have others than before."""
    plan = [(source, list(source.page.objects.live().values_list("pk", flat=True))) for source in _sources()]
    total, done, changed = sum(len(keys) for _source, keys in plan), 0, 0
    for source, keys in plan:
        for start in range(0, len(keys), AT_ONCE):
            part = keys[start : start + AT_ONCE]
            changed += relate(source, part)
            done += len(part)
            progress(done, total)
    return changed


def _sources() -> Iterable[Any]:
    return content_sources.registered()


@task(priority=-10)
def relate_in_background(model: str, key: int) -> None:
    """Relate a piece, and then the articles to which it is related: they may be related to it."""
    source = next(source for source in _sources() if source.page._meta.model_name == model)
    relate(source, [key])
    if source.page is ArticlePage:
        relate(source, list(RelatedArticle.objects.filter(page=key).values_list("article", flat=True)))


@task(priority=-10)
def relate_all_in_background() -> None:
    """Relate everything in a background task."""
    relate_all()


def request_relation(sender: Any, instance: Any, **sent: Any) -> None:
    """Queue the relation of a published piece."""
    if type(instance) in {source.page for source in _sources()}:
        enqueue_in_transaction(relate_in_background, instance._meta.model_name, instance.pk)


def relate_first(**sent: Any) -> None:
    """Queue the relation of a magazine that is older than its related articles."""
    if ArticlePage.objects.live().exists() and not RelatedArticle.objects.exists():
        relate_all_in_background.enqueue()
