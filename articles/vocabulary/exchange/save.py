"""Conversion of terms to records and back: a file is saved completely, or not at all if it has problems."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from articles.models import Trend, TrendGroup, TrendSynonym
from articles.vocabulary.exchange.records import Problem, TermRecord

# The names of fields in column headings.
COLUMNS = {"discuss_url": "discussion", "tag": "name"}


@dataclass(frozen=True)
class Report:
    """The result of saving a file."""

    made: int
    changed: int
    problems: Sequence[Problem]


def terms() -> list[TermRecord]:
    """Return the whole vocabulary."""
    found = Trend.objects.select_related("group", "successor").prefetch_related("synonyms", "see_also")
    return [
        TermRecord(
            line=0,
            slug=trend.slug,
            name=trend.name,
            group=trend.group.name,
            status=trend.status,
            scope_note=trend.scope_note,
            synonyms=[synonym.name for synonym in trend.synonyms.all()],
            see_also=[other.slug for other in trend.see_also.all()],
            discussion=trend.discuss_url,
            successor=trend.successor.slug if trend.successor else "",
        )
        for trend in found.order_by("group__sort_order", "group__name", "name")
    ]


def save_terms(records: Sequence[TermRecord]) -> Report:
    """Create and update the terms of a file; terms that it does not name are unchanged."""
    with transaction.atomic():
        before = set(Trend.objects.values_list("pk", flat=True))
        problems = list(_twice(records)) or list(_save(records))
        made = Trend.objects.exclude(pk__in=before).count()
        if problems:
            transaction.set_rollback(True)
            return Report(0, 0, sorted(problems, key=lambda problem: problem.line))
    return Report(made, len(records) - made, [])


def _twice(records: Sequence[TermRecord]) -> Iterator[Problem]:
    lines: dict[str, int] = {}
    for record in records:
        key = record.slug or record.name.casefold()
        if key in lines:
            yield Problem(record.line, "slug", f"“{key}” stands in line {lines[key]} already.")
        lines.setdefault(key, record.line)


def _save(records: Sequence[TermRecord]) -> Iterator[Problem]:
    saved: dict[int, Trend] = {}
    touched = [trend for record in records if (trend := _known(record))]
    TrendSynonym.objects.filter(trend__in=touched).delete()  # one may go from one term to another
    for record in records:
        trend = _known(record) or Trend(slug=record.slug or slugify(record.name))
        problems = list(_fill(trend, record))
        yield from problems
        if not problems:
            trend.save()
            saved[record.line] = trend
    for record in records:
        if trend := saved.get(record.line):
            yield from _tie(trend, record)


def _known(record: TermRecord) -> Trend | None:
    found = Trend.objects.filter(slug=record.slug) if record.slug else Trend.objects.filter(name__iexact=record.name)
    return found.first()


def _fill(trend: Trend, record: TermRecord) -> Iterator[Problem]:
    if not record.group:
        yield Problem(record.line, "group", f"“{record.name}” belongs to no group; name one.")
        return
    if record.status and record.status not in Trend.Status.values:
        known = ", ".join(Trend.Status.values)
        yield Problem(record.line, "status", f"“{record.status}” is unknown; write {known}.")
        return
    trend.name, trend.scope_note, trend.discuss_url = record.name, record.scope_note, record.discussion
    trend.status = record.status or trend.status
    trend.group = TrendGroup.objects.get_or_create(name=record.group[:80])[0]
    try:
        trend.full_clean()
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            yield Problem(record.line, COLUMNS.get(field, field), " ".join(messages))


def _tie(trend: Trend, record: TermRecord) -> Iterator[Problem]:
    for place, name in enumerate(dict.fromkeys(record.synonyms)):
        synonym = TrendSynonym(trend=trend, name=name, sort_order=place)
        try:
            synonym.full_clean()
        except ValidationError as error:
            yield Problem(record.line, "synonyms", f"{name}: {' '.join(error.messages)}")
        else:
            synonym.save()
    yield from _refer(trend, record)


def _refer(trend: Trend, record: TermRecord) -> Iterator[Problem]:
    wanted = {*record.see_also, *([record.successor] if record.successor else [])}
    found = {other.slug: other for other in Trend.objects.filter(slug__in=wanted)}
    for column, slugs in (("see_also", record.see_also), ("successor", [record.successor] if record.successor else [])):
        for slug in slugs:
            if slug not in found:
                yield Problem(record.line, column, f"no trend has the slug “{slug}”.")
    trend.see_also.set([found[slug] for slug in record.see_also if slug in found])
    trend.successor = found.get(record.successor)
    if trend.successor and (trend.successor == trend or trend.successor.status == Trend.Status.RETIRED):
        yield Problem(record.line, "successor", f"“{record.successor}” is the term itself, or retired; name another.")
    trend.save()  # signal receivers index its synonyms
