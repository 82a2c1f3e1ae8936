"""People, institutions and trends, which are looked for by their names."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from articles import content_sources
from articles.models import Contributor, Trend
from members.models import Institution
from search.indexing.records import Record
from search.sources import facets


class ProfileSource:
    """Things with a public page that are looked for by name."""

    is_page = False
    is_profile = True
    names_stand_for_it = False

    def public(self) -> QuerySet[Any]:
        """Return those that everybody may see."""
        raise NotImplementedError  # overridden by each subclass

    def keys(self) -> Iterable[int]:
        """Return the keys of all, the oldest first."""
        return list(self.public().order_by("pk").values_list("pk", flat=True))

    def keys_of_slugs(self, slugs: Collection[str]) -> list[int]:
        """Return the keys that belong to slugs."""
        return list(self.public().filter(slug__in=slugs).values_list("pk", flat=True))


class Contributors(ProfileSource):
    """People and organisations with a byline on something that is published."""

    kind, label, plural = "contributor", _("Contributor"), _("Contributors")

    def public(self) -> QuerySet[Contributor]:
        """Return those with a credit on a published piece of any kind."""
        return Contributor.objects.public()

    def records(self, keys: Collection[int]) -> Iterator[Record]:
        """Yield those of them that are public."""
        for person in self.public().filter(pk__in=keys).select_related("institution"):
            place = person.institution
            yield Record(
                kind=self.kind,
                key=person.pk,
                title=person.name,
                url=person.get_absolute_url(),
                aliases=[person.sort_name, *_without_brackets(person.name)],
                names=[place.name] if place else [],
                teaser=person.biography,
                more=person.job_title,
                kicker=person.affiliation,
                facets=[
                    facets.of_type(self.kind, self.plural), *([facets.of_institution(place)] if place else []),
                ],
            )  # fmt: skip


class Institutions(ProfileSource):
    """Organisations that are members, or that something published is about or was written at."""

    kind, label, plural = "institution", _("Institution"), _("Institutions")

    def public(self) -> QuerySet[Institution]:
        """Return members, and those that a published piece names."""
        return Institution.objects.public()

    def records(self, keys: Collection[int]) -> Iterator[Record]:
        """Yield those of them that are public."""
        for place in self.public().filter(pk__in=keys).select_related("type"):
            yield Record(
                kind=self.kind,
                key=place.pk,
                title=place.name,
                url=place.get_absolute_url(),
                teaser=place.about,
                more=f"{place.place} {place.type.name}",
                kicker=", ".join(part for part in (place.type.name, place.place) if part),
                facets=[facets.of_type(self.kind, self.plural)],
            )


class Trends(ProfileSource):
    """Terms of the vocabulary, found by all of their synonyms."""

    kind, label, plural = "trend", _("Trend"), _("Trends")
    names_stand_for_it = True

    def public(self) -> QuerySet[Trend]:
        """Return the terms in use, and those that may be used."""
        carried = content_sources.carried_anywhere().order_by().values("pk")
        return Trend.objects.public().filter(~Q(status=Trend.Status.RETIRED) | Q(pk__in=carried))

    def records(self, keys: Collection[int]) -> Iterator[Record]:
        """Yield those of them that are public."""
        found = self.public().filter(pk__in=keys)
        for trend in found.select_related("group").prefetch_related("synonyms"):
            synonyms = [synonym.name for synonym in trend.synonyms.all()]
            yield Record(
                kind=self.kind,
                key=trend.pk,
                title=trend.name,
                url=trend.get_absolute_url(),
                aliases=synonyms,
                teaser=trend.scope_note,
                more=trend.group.name,
                kicker=trend.group.name,
                facets=[facets.of_type(self.kind, self.plural)],
            )


def _without_brackets(name: str) -> list[str]:
    """Return both names of a person who has one of them in brackets."""
    outside, bracket, inside = name.partition("(")
    return [outside.strip(), inside.strip(" )")] if bracket else []
