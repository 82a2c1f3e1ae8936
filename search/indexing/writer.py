"""Write the records of sources to the table of documents and to the index, keeping both in sync."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from django.db import transaction

from search.indexing import tokens
from search.indexing.database import current_index
from search.indexing.entries import Entry
from search.indexing.expressions import EXACT, FOR_READERS, NOT_FOR_READERS, facet
from search.indexing.records import FacetValue, Record, registry
from search.indexing.terms import write_terms_of_facets
from search.indexing.vocabulary import learn_words
from search.models import Audience, Facet, SearchDocument, SearchText

MOST_WORDS = 12_000  # PostgreSQL stores no later positions
# Facets whose values are searchable things themselves; whether they are public depends on what carries them.
PROFILES = ("contributor", "institution", "trend")
AUDIENCE_TOKENS = {Audience.PUBLIC: [NOT_FOR_READERS], Audience.READERS: [FOR_READERS]}


class Draft(NamedTuple):
    """A document to be written."""

    record: Record
    audience: Audience
    facets: list[str]
    digest: str

    @property
    def place(self) -> tuple[str, int, int]:
        """The unique key of a document."""
        return self.record.kind, self.record.key, self.audience

    @property
    def text(self) -> str:
        """The text that this audience may find."""
        return self.record.gated_text if self.audience == Audience.READERS else self.record.text


@transaction.atomic
def index(kind: str, keys: Iterable[int]) -> int:
    """Update the documents of some keys, and of the people and things that they name; return their number."""
    wanted = set(keys)
    if not wanted:
        return 0
    records = list(registry.sources[kind].records(wanted))
    changed = _write(kind, wanted, records)
    for group, facet_keys in changed.items():
        index(group, facet_keys)
    return len(records)


def index_all(kind: str, keys: Sequence[int]) -> None:
    """Update the documents of some keys only, for a rebuild, which writes all documents anyway."""
    with transaction.atomic():
        _write(kind, set(keys), list(registry.sources[kind].records(keys)))


def forget(kind: str, keys: Iterable[int]) -> None:
    """Delete the documents of some keys."""
    with transaction.atomic():
        changed = _write(kind, set(keys), [])
    for group, facet_keys in changed.items():
        index(group, facet_keys)


def clear() -> None:
    """Delete all documents."""
    current_index().clear()
    SearchText.objects.all().delete()
    SearchDocument.objects.all().delete()


def _write(kind: str, keys: Collection[int], records: Sequence[Record]) -> dict[str, set[int]]:
    """Write records, and delete other documents of the keys; return the profiles that may appear or disappear."""
    there = {document.place: document for document in _documents(kind, keys)}
    facets = _facets(chain.from_iterable(record.facets for record in records))
    drafts = [draft for record in records for draft in _drafts(record, facets)]
    new = [draft for draft in drafts if draft.place not in there or there[draft.place].digest != draft.digest]
    kept = {draft.place for draft in drafts}
    gone = [document for place, document in there.items() if place not in kept]
    gained, lost = _changed_facets(there, new, gone)
    _delete(gone)
    _save(new, there)
    if registry.sources[kind].names_stand_for_it:
        write_terms_of_facets(kind, keys, records)
    return _profiles_to_show_or_hide(gained, lost)


class Known(NamedTuple):
    """An existing document."""

    pk: int
    place: tuple[str, int, int]
    digest: str
    facets: str


def _documents(kind: str, keys: Collection[int]) -> Iterator[Known]:
    found = SearchDocument.objects.filter(kind=kind, object_id__in=keys)
    for pk, key, audience, digest, facets in found.values_list("pk", "object_id", "audience", "digest", "facets"):
        yield Known(pk, (kind, key, audience), digest, facets)


def _changed_facets(there: dict[Any, Known], new: Sequence[Draft], gone: Sequence[Known]) -> tuple[set[str], set[str]]:
    """Return the facets that any document gained, and those that any lost."""
    gained, lost = set[str](), set(chain.from_iterable(known.facets.split() for known in gone))
    for draft in new:
        before, after = set(there[draft.place].facets.split() if draft.place in there else ()), set(draft.facets)
        gained |= after - before
        lost |= before - after
    return gained, lost


def _profiles_to_show_or_hide(gained: set[str], lost: set[str]) -> dict[str, set[int]]:
    """Return kind and keys of profiles that may have become public, having no document yet, or may be so no longer."""
    found: dict[str, set[int]] = defaultdict(set)
    for group, keys in _profiles(gained).items():
        documents = SearchDocument.objects.filter(kind=group, object_id__in=keys)
        found[group] = keys - set(documents.values_list("object_id", flat=True))
    for group, keys in _profiles(lost).items():
        found[group] |= keys
    return found


def _profiles(facets: set[str]) -> dict[str, set[int]]:
    """Return kind and keys of the profiles behind facets."""
    found: dict[str, set[int]] = defaultdict(set)
    profiles = Facet.objects.filter(pk__in=facets, group__in=PROFILES) if facets else Facet.objects.none()
    for group, key in profiles.values_list("group", "key"):
        found[group].add(int(key))
    return found


def _facets(values: Iterable[FacetValue]) -> dict[tuple[str, str], str]:
    """Return the keys of the rows of some values, creating missing and correcting renamed ones."""
    wanted = {(value.group, value.key): value for value in values}
    rows = {(row.group, row.key): row for row in Facet.objects.filter(key__in={key for _group, key in wanted})}
    missing = [Facet(**value._asdict()) for place, value in wanted.items() if place not in rows]
    Facet.objects.bulk_create(missing, ignore_conflicts=True)
    for place, value in wanted.items():
        if place in rows and (rows[place].slug, rows[place].label) != (value.slug, value.label):
            Facet.objects.filter(pk=rows[place].pk).update(slug=value.slug, label=value.label)
    if missing:
        rows = {(row.group, row.key): row for row in Facet.objects.filter(key__in={key for _group, key in wanted})}
    return {place: str(rows[place].pk) for place in wanted}


def _drafts(record: Record, facets: dict[tuple[str, str], str]) -> Iterator[Draft]:
    keys = [facets[value.group, value.key] for value in record.facets]
    digest = hashlib.md5(repr((record, keys)).encode(errors="replace"), usedforsecurity=False).hexdigest()
    audiences = (Audience.PUBLIC, Audience.READERS) if record.is_gated else (Audience.EVERYBODY,)
    for audience in audiences:
        yield Draft(record, audience, keys, digest)


def _delete(documents: Sequence[Known]) -> None:
    keys = [document.pk for document in documents]
    current_index().delete(keys)
    SearchText.objects.filter(pk__in=keys).delete()
    SearchDocument.objects.filter(pk__in=keys).delete()


def _save(drafts: Sequence[Draft], there: dict[Any, Known]) -> None:
    documents = [_document(draft) for draft in drafts]
    SearchDocument.objects.bulk_create(
        documents,
        update_conflicts=True,
        unique_fields=["kind", "object_id", "audience"],
        update_fields=["date", "facets", "digest"],
    )
    keys = [document.pk for document in _with_keys(documents, there)]
    parts = [Parts.of(draft) for draft in drafts]
    current_index().write([_entry(*each) for each in zip(drafts, keys, parts, strict=True)])
    SearchText.objects.bulk_create(
        [_text(*each) for each in zip(drafts, keys, parts, strict=True)],
        update_conflicts=True,
        unique_fields=["document"],
        update_fields=TEXT_FIELDS,
    )
    learn_words(f"{part.named} {draft.record.teaser} {draft.text}" for draft, part in zip(drafts, parts, strict=True))


def _with_keys(documents: list[SearchDocument], there: dict[Any, Known]) -> list[SearchDocument]:
    """Set the key of each document: databases need not return those of existing rows."""
    for document in documents:
        known = there.get((document.kind, document.object_id, document.audience))
        document.pk = known.pk if known else document.pk
    return documents


def _document(draft: Draft) -> SearchDocument:
    kind, key, audience = draft.place
    return SearchDocument(
        kind=kind,
        object_id=key,
        audience=audience,
        date=draft.record.day,
        facets=" ".join(draft.facets),
        digest=draft.digest,
    )


class Parts(NamedTuple):
    """The words of a document by field, with their variants."""

    title: tokens.Tokens
    names: tokens.Tokens
    trends: tokens.Tokens
    summary: tokens.Tokens
    text: tokens.Tokens
    more: tokens.Tokens
    named: str

    @classmethod
    def of(cls, draft: Draft) -> "Parts":
        """Return the parts of a document."""
        record, lines = draft.record, " \n ".join
        return cls(
            title=tokens.tokenize(record.title),
            names=tokens.tokenize(lines([*record.aliases, *record.names])),
            trends=tokens.tokenize(lines(record.trends)),
            summary=tokens.tokenize(record.teaser),
            text=tokens.tokenize(draft.text),
            more=tokens.tokenize(record.more),
            named=lines([record.title, *record.aliases, *record.names]),
        )

    @property
    def forms(self) -> list[str]:
        """The variants of its words, by which it is found too."""
        fields = (self.title, self.names, self.trends, self.summary, self.text, self.more)
        return list(dict.fromkeys([*self.more.words, *(form for field in fields for form in field.forms)]))


def _entry(draft: Draft, document: int, parts: Parts) -> Entry:
    foreign = tokens.romanised(parts.named)
    return Entry(
        document=document,
        title=parts.title.words,
        names=parts.names.words,
        trends=parts.trends.words,
        summary=parts.summary.words,
        text=parts.text.words[:MOST_WORDS],
        exact=[EXACT + form for form in [*tokens.forms(parts.named), *foreign]],
        forms=[*parts.forms, *foreign],
        facets=[*(facet(key).text for key in draft.facets), *AUDIENCE_TOKENS.get(draft.audience, [])],
    )


TEXT_FIELDS = (
    *("title", "url", "kicker", "byline", "teaser", "text", "is_gated"),
    *("title_words", "name_words", "trend_words", "summary_words"),
)


def _text(draft: Draft, document: int, parts: Parts) -> SearchText:
    record = draft.record
    names = [record.title, *record.aliases, *record.names]
    return SearchText(
        document_id=document,
        title=record.title[:255],
        url=record.url[:255],
        kicker=record.kicker[:400],
        byline=record.byline[:600],
        teaser=record.teaser,
        text=draft.text,
        is_gated=record.is_gated,
        title_words=" ".join([*parts.title.words, *parts.title.forms]),
        # Delimited, so that a match of a whole name can be recognised.
        name_words="|".join([*(tokens.key(name) for name in names), *parts.names.forms]),
        trend_words=" ".join(parts.trends.words),
        summary_words=" ".join([*parts.summary.words, *parts.summary.forms, *parts.more.words]),
    )
