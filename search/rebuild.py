"""Rebuild the whole search."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django_tasks import task
from wagtail.models import Page

from search.indexing import writer
from search.indexing.records import Source, registry
from search.indexing.terms import write_terms_of_group
from search.models import Facet, SearchDocument, SynonymGroup, Word

AT_ONCE = 200


def rebuild(*, progress: Callable[[int, int], object] = lambda _done, _total: None) -> int:
    """Index everything again and return the number of searchable things; the search works in the meantime.

    Unchanged documents are kept, and unpublished ones are deleted.
    """
    plan = [(source, list(source.keys())) for source in registry.sources.values()]
    total, done = sum(len(keys) for _source, keys in plan), 0
    for source, keys in plan:
        for part in _parts(keys):
            writer.index_all(source.kind, part)
            done += len(part)
            progress(done, total)
        _forget_others(source, set(keys))
    for group in SynonymGroup.objects.all():
        write_terms_of_group(group)
    _forget_unused_facets()
    return total


@task(priority=-10)
def rebuild_in_background() -> None:
    """Index everything in a background task."""
    rebuild()


def fill_outdated_index(**sent: Any) -> None:
    """Queue a rebuild after a migration that created or changed the index, in an existing magazine."""
    for group in SynonymGroup.objects.filter(keys=None):
        write_terms_of_group(group)
    is_empty = Page.objects.live().filter(depth__gt=2).exists() and not SearchDocument.objects.exists()
    if is_empty or SearchDocument.objects.filter(digest="").exists():
        rebuild_in_background.enqueue()


def start_anew() -> None:
    """Throw everything away first."""
    with transaction.atomic():
        writer.clear()
        Word.objects.all().delete()


def _parts(keys: list[int]) -> Iterator[list[int]]:
    waiting = iter(keys)
    while part := list(islice(waiting, AT_ONCE)):
        yield part


def _forget_others(source: Source, keys: set[int]) -> None:
    there = set(SearchDocument.objects.filter(kind=source.kind).values_list("object_id", flat=True))
    for part in _parts(sorted(there - keys)):
        writer.index_all(source.kind, part)


def _forget_unused_facets() -> None:
    used: set[int] = set()
    for facets in SearchDocument.objects.values_list("facets", flat=True).iterator():
        used.update(map(int, facets.split()))
    unused = Facet.objects.filter(terms=None).values_list("pk", flat=True)
    for part in _parts([key for key in unused if key not in used]):
        Facet.objects.filter(pk__in=part).delete()
