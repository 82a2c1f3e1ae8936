"""File pieces of any kind under other trends, with their revisions, so that the next edition keeps it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Revision

from articles import content_sources
from articles.content_sources import ContentSource
from articles.models import Trend
from base.pages.signals import pages_changed

PieceKey = int


@dataclass(frozen=True)
class Filing:
    """Which pieces of a source lose a trend, and which get one; a piece may be among both."""

    remove: Collection[PieceKey] = ()
    add: Collection[PieceKey] = ()

    @property
    def pieces(self) -> set[PieceKey]:
        """All of them."""
        return {*self.remove, *self.add}


def relation_of(source: ContentSource) -> str:
    """The name of the relation from a piece, and from its revisions, to trends."""
    return str(source.link._meta.get_field("content_object").remote_field.related_name)


def pieces_naming(source: ContentSource, trend: Trend) -> set[PieceKey]:
    """Return the pieces with a trend, and those with a current draft that has it."""
    carried = set(source.link.objects.filter(tag=trend).values_list("content_object", flat=True))
    return carried | {key for key, trends in _drafted(source) if trend.pk in trends}


def _drafted(source: ContentSource) -> Iterator[tuple[PieceKey, set[int]]]:
    """Yield the pieces with changes that are not published, and the trends that they will have."""
    waiting = source.page.objects.filter(has_unpublished_changes=True).values("latest_revision")
    found = _revisions(source).filter(Q(pk__in=waiting) | Q(approved_go_live_at__isnull=False))
    for key, links in found.values_list("object_id", f"content__{relation_of(source)}"):
        yield int(key), {link["tag"] for link in links or ()}


def _revisions(source: ContentSource) -> Any:
    return Revision.objects.filter(content_type=ContentType.objects.get_for_model(source.page))


def file(source: ContentSource, trend: Trend, other: Trend, filing: Filing) -> None:
    """Take pieces from a trend and put pieces under another one; must run in a transaction."""
    pieces = filing.pieces
    link = source.link.objects
    removed, added = set(filing.remove), set(filing.add)
    there = set(link.filter(tag=other, content_object__in=added).values_list("content_object", flat=True))
    owners = set(source.page.objects.filter(pk__in=added - there).values_list("pk", flat=True))
    link.bulk_create([source.link(tag=other, content_object_id=key) for key in sorted(owners)])
    link.filter(tag=trend, content_object__in=removed).delete()
    _rewrite_revisions(source, trend.pk, other.pk, filing)
    pages_changed.send(source.page, keys=sorted(pieces))


def _rewrite_revisions(source: ContentSource, old: int, new: int, filing: Filing) -> None:
    """Update the revisions that editors will find in the editor, and those published later."""
    relation, removed, added = relation_of(source), set(filing.remove), set(filing.add)
    pages = source.page.objects.filter(pk__in=filing.pieces)
    counts = Q(pk__in=pages.values("latest_revision")) | Q(approved_go_live_at__isnull=False)
    of_pieces = Q(object_id__in=[str(key) for key in filing.pieces])
    for revision in _revisions(source).filter(of_pieces & counts):
        key = int(revision.object_id)
        links = revision.content.get(relation) or []
        kept = [link for link in links if not (key in removed and link["tag"] == old)]
        is_missing = all(link["tag"] != new for link in kept)
        if key in added and is_missing:
            kept = [*kept, {"pk": None, "tag": new, "content_object": key}]
        if kept != links:
            revision.content[relation] = kept
            revision.save(update_fields=["content"])


def add_trend(source: ContentSource, trend: Trend, keys: Collection[PieceKey]) -> None:
    """Put pieces under one more trend; must run in a transaction."""
    file(source, trend, trend, Filing(add=keys))


def source_of(label: str) -> ContentSource:
    """Return the source whose pages have this label. Raise StopIteration."""
    return next(source for source in content_sources.registered() if source.page._meta.label_lower == label)
