"""Find the contributors, trends and institutions that an issue names as it printed them."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from archive.importers.parsing.records import Byline, Findings, Weight
from archive.models import ArchivedCredit
from articles.models import Contributor, Trend
from articles.names import Words, folded, has_case, parse_name, words_of
from members.models import Institution

Key = tuple[Words, str]  # the words of a name, and the generation: “jr”, “iii” or none


def may_be(short: Words, full: Words) -> bool:
    """Return whether two names may be the same person: same family name, given names that match by initials."""
    if len(short) < 2 or len(full) < 2 or short[-1] != full[-1]:
        return False
    pairs = list(zip(short[:-1], full[:-1], strict=False))
    has_initial = any(len(word) == 1 for word in (*short[:-1], *full[:-1]))
    return has_initial and all(_same_given(one, other) for one, other in pairs)


def _same_given(one: str, other: str) -> bool:
    return one == other or (1 in {len(one), len(other)} and one[0] == other[0])


def keys_of(name: str) -> list[Key]:
    """Return the keys under which a name is found: “Tomoko Harukawa (春川 智子)” has one for each form."""
    parsed = parse_name(name)
    other = parse_name(parsed.bracketed[1:-1]) if parsed.bracketed else parsed
    is_other_script = has_case(other.given + other.family) != has_case(parsed.given + parsed.family)
    return [(one.words, one.generation) for one in ([parsed, other] if is_other_script else [parsed])]


def _place(name: str) -> Words:
    return folded(words_of(name))


class Matcher:
    """Looks up the people and things that can be named; made anew for each issue."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.made: list[Contributor] = []
        self.by_key: dict[Key, list[Contributor]] = defaultdict(list)
        for person in Contributor.objects.select_related("institution"):
            self._know(person)
        self.institutions = {_place(place.name): place for place in Institution.objects.all()}

    def _know(self, person: Contributor) -> None:
        for key in keys_of(person.name):
            self.by_key[key].append(person)

    def credit(self, byline: Byline, place: str, order: int) -> ArchivedCredit | None:
        """Return the credit for a byline, or None if it may mean two people."""
        institution = self.institutions.get(_place(byline.institution)) if byline.institution else None
        person = self._contributor(byline, institution, place)
        if person is None:
            return None
        return ArchivedCredit(
            contributor=person,
            role=byline.role,
            title=byline.title,
            institution=institution,
            affiliation=byline.institution,
            sort_order=order,
        )

    def _contributor(self, byline: Byline, institution: Institution | None, place: str) -> Contributor | None:
        if byline.slug:
            return self._by_slug(byline, place)
        exact = self._exactly(byline.name)
        candidates = exact or self._alike(byline.name) or self._by_initials(byline.name)
        if len(candidates) > 1:
            candidates = self._at(institution, candidates) or candidates
        if len(candidates) > 1:
            self._tell_ambiguous(byline, candidates, place)
            return None
        if candidates and not exact:
            self._tell_taken(byline, candidates[0], place)
        return candidates[0] if candidates else self._make(byline)

    def _by_slug(self, byline: Byline, place: str) -> Contributor | None:
        person = Contributor.objects.filter(slug=byline.slug).first()
        if person is None:
            self.findings.add(
                f"no contributor has the slug “{byline.slug}”, so {byline.name} is left out: "
                "correct it, or leave the brackets away.",
                place=place,
                weight=Weight.OPEN,
            )
        return person

    def _exactly(self, name: str) -> list[Contributor]:
        """Return the contributors of exactly this name, including accents."""
        return _each_once(person for key in keys_of(name) for person in self.by_key.get(key, ()))

    def _alike(self, name: str) -> list[Contributor]:
        """Return contributors whose names differ only in accents and word order, so possibly other people."""
        wanted = {(tuple(sorted(folded(words))), generation) for words, generation in keys_of(name)}
        return _each_once(
            person
            for (words, generation), people in self.by_key.items()
            if (tuple(sorted(folded(words))), generation) in wanted
            for person in people
        )

    def _by_initials(self, name: str) -> list[Contributor]:
        wanted = [(folded(words), generation) for words, generation in keys_of(name)]
        return _each_once(
            person
            for (words, generation), people in self.by_key.items()
            if any(may_be(short, folded(words)) and generation == same for short, same in wanted)
            for person in people
        )

    def _tell_taken(self, byline: Byline, person: Contributor, place: str) -> None:
        self.findings.add(
            f"“{byline.name}” was taken for {person.name}; if that is somebody else, make a contributor of exactly "
            "this name and write its slug in brackets after the name.",
            place=place,
            weight=Weight.NOTE,
        )

    def _at(self, institution: Institution | None, people: Iterable[Contributor]) -> list[Contributor]:
        return [person for person in people if institution and person.institution_id == institution.pk]

    def _tell_ambiguous(self, byline: Byline, people: list[Contributor], place: str) -> None:
        slugs = ", ".join(f"[{person.slug}]" for person in people)
        self.findings.add(
            f"“{byline.name}” may be any of {len(people)} contributors, so the credit is left out: "
            f"write one of {slugs} after the name.",
            place=place,
            weight=Weight.OPEN,
        )

    def _make(self, byline: Byline) -> Contributor:
        is_body = byline.role == "organisation"
        kind = Contributor.Kind.ORGANISATION if is_body else Contributor.Kind.PERSON
        person = Contributor.objects.create(name=byline.name, kind=kind)
        self._know(person)
        self.made.append(person)
        return person

    def trends(self, terms: Iterable[str], place: str) -> list[Trend]:
        """Return the trends of terms, by name, slug or synonym; unknown terms are reported."""
        found = {}
        for term in terms:
            trend = Trend.objects.resolve(term) or Trend.objects.filter(Q(slug=term.casefold())).first()
            if trend:
                found[trend.pk] = trend
            else:
                self.findings.add(
                    f"“{term}” is no trend of the vocabulary, so it is left out: correct it, "
                    "or add it as a trend or synonym and import again.",
                    place=place,
                    weight=Weight.OPEN,
                )
        return list(found.values())


def _each_once(people: Iterable[Contributor]) -> list[Contributor]:
    return list({person.pk: person for person in people}.values())
