"""Merge one trend into another: its pieces are filed under the target, and its URLs redirect there."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import ManyToManyField
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex

from articles import content_sources
from articles.content_sources import ContentSource
from articles.models import MergedTrend, Trend, TrendSynonym
from articles.vocabulary.filing import pieces_naming
from base.models import FormerSlug
from base.pages.signals import pages_changed


class VocabularyError(ValueError):
    """An impossible change of the vocabulary; the message is for editors."""


@dataclass(frozen=True)
class MergeCounts:
    """The effects of a merge."""

    pieces: int
    with_both: int
    waiting: int  # including drafts and scheduled versions
    synonyms: int


def check_merge(old: Trend, target: Trend) -> None:
    """Refuse an invalid merge."""
    if old.pk == target.pk:
        raise VocabularyError(_("“%s” cannot be merged into itself; choose another trend.") % old)
    if target.status == Trend.Status.RETIRED:
        raise VocabularyError(_("“%s” is retired; choose a trend that is in use.") % target)


def preview_merge(old: Trend, target: Trend) -> MergeCounts:
    """Count the effects of a merge."""
    check_merge(old, target)
    pieces = both = waiting = 0
    for source in content_sources.registered():
        carrying = set(source.link.objects.filter(tag=old).values_list("content_object", flat=True))
        naming = pieces_naming(source, old)
        pieces += len(naming)
        both += source.link.objects.filter(tag=target, content_object__in=carrying).count()
        changed = source.page.objects.filter(pk__in=naming, has_unpublished_changes=True)
        waiting += changed.count()
    return MergeCounts(pieces, both, waiting, old.synonyms.count() + 1)


@transaction.atomic
def merge(old: Trend, target: Trend, *, user: Any = None) -> None:
    """File everything under the target and delete the old trend; references to it lead to the target from now on.

    Revisions keep its key: `CarriesTrends` replaces it by the target when it reads them.
    """
    locked = {trend.pk: trend for trend in Trend.objects.select_for_update().filter(pk__in=[old.pk, target.pk])}
    if len(locked) < len({old.pk, target.pk}):
        raise VocabularyError(_("One of the two is gone by now; look at the list again."))
    old, target = locked[old.pk], locked[target.pk]
    check_merge(old, target)
    carriers = [(source, _move_links(source, old, target)) for source in content_sources.registered()]
    name, slug, key = old.name, old.slug, old.pk
    _move_what_refers(old, target)
    _move_addresses(old, target)
    old.delete()
    FormerSlug.objects.record(Trend, slug, target.pk)
    MergedTrend.objects.create(key=key, trend=target)
    _keep_name(name, target)
    target.save()  # signal receivers index its synonyms
    log(target, "wagtail.edit", user=user, data={"merged": name})
    for source, pieces in carriers:
        pages_changed.send(source.page, keys=pieces)


def _move_links(source: ContentSource, old: Trend, target: Trend) -> list[int]:
    link = source.link.objects
    carrying = list(link.filter(tag=old).values_list("content_object", flat=True))
    both = link.filter(tag=target, content_object__in=link.filter(tag=old).values("content_object"))
    link.filter(tag=old, content_object__in=list(both.values_list("content_object", flat=True))).delete()
    link.filter(tag=old).update(tag=target)
    return carrying


def _move_what_refers(old: Trend, target: Trend) -> None:
    """Redirect all other references to the target, unless they would be duplicates."""
    for relation in Trend._meta.related_objects:
        field = relation.field
        if relation.one_to_many:
            for row in relation.related_model._base_manager.filter(**{field.name: old}):
                _move_row(row, field.name, target)
        elif isinstance(field, ManyToManyField):  # which the managers of tags are not
            _move_pairs(relation.through, field, old, target)
    _move_pairs(Trend.see_also.through, Trend._meta.get_field("see_also"), old, target)
    kind = ContentType.objects.get_for_model(Trend)
    references = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id=str(old.pk))
    references.update(to_object_id=str(target.pk))


def _move_row(row: Any, name: str, target: Trend) -> None:
    leads_to_itself = row == target  # such as the successor of the target
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{name: None if leads_to_itself else target})
    except IntegrityError:
        row.delete()


def _move_pairs(through: Any, field: Any, old: Trend, target: Trend) -> None:
    for column in (field.m2m_field_name(), field.m2m_reverse_field_name()):
        if through._meta.get_field(column).related_model is Trend:
            for row in through.objects.filter(**{column: old}):
                _move_row(row, column, target)
    if through is Trend.see_also.through:
        through.objects.filter(from_trend=target, to_trend=target).delete()


def _move_addresses(old: Trend, target: Trend) -> None:
    FormerSlug.objects.of(Trend).filter(object_id=old.pk).update(object_id=target.pk)


def _keep_name(name: str, target: Trend) -> None:
    known = TrendSynonym.objects.filter(name__iexact=name).exists()
    if not known and name.casefold() != target.name.casefold():
        TrendSynonym.objects.create(trend=target, name=name)
