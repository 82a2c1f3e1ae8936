"""Names that stand for something: trends by name and synonym, and the editors' groups of synonyms."""

from collections.abc import Collection, Sequence

from search.indexing import tokens
from search.indexing.records import Record
from search.models import Facet, SynonymGroup, Term


def write_terms_of_facets(kind: str, keys: Collection[int], records: Sequence[Record]) -> None:
    """Write the names of some records as terms for everything that carries them, replacing former names."""
    Term.objects.filter(facet__group=kind, facet__key__in=[str(key) for key in keys]).delete()
    for record in records:
        slug = record.url.strip("/").rpartition("/")[2]
        row = {"slug": slug, "label": record.title}
        facet = Facet.objects.get_or_create(group=kind, key=str(record.key), defaults=row)[0]
        names = {tokens.key(name)[:255] for name in [record.title, *record.aliases]} - {""}
        Term.objects.bulk_create(Term(key=name, facet=facet) for name in sorted(names))


def write_terms_of_group(group: SynonymGroup) -> None:
    """Write each word of a group as a term for the others."""
    Term.objects.filter(group=group).delete()
    names = {tokens.key(name)[:255] for name in group.terms} - {""}
    Term.objects.bulk_create(Term(key=name, group=group) for name in sorted(names))
