"""Find the contributors, trends and institutions that an issue names as it printed them."""

import re
from collections import defaultdict
from collections.abc import Iterable

from anyascii import anyascii
from django.db.models import Q

from archive.importers.parsing.records import Byline, Findings, Weight
from archive.models import ArchivedCredit
from articles.models import Contributor, Trend
from members.models import Institution

PARTICLES = re.compile(r"\b(?:dr|prof|ph ?d|jr|sr)\b")
Words = tuple[str, ...]


def words_of(name: str) -> Words:
    """Return the words of a name without accents, case, marks and titles; “Duarte, Ana” is “Ana Duarte”."""
    family, comma, given = name.partition(",")
    plain = anyascii(f"{given} {family}" if comma else name).casefold()
    return tuple(PARTICLES.sub("", re.sub(r"[^a-z0-9]+", " ", plain.replace("'", ""))).split())


def may_be(short: Words, full: Words) -> bool:
    """Whether a name with initials may be the other: same family name, given names that begin alike."""
    if len(short) < 2 or len(full) < 2 or short[-1] != full[-1]:
        return False
    pairs = list(zip(short[:-1], full[:-1], strict=False))
    has_initial = any(len(word) == 1 for word in (*short[:-1], *full[:-1]))
    return has_initial and all(_same_given(one, other) for one, other in pairs)


def _same_given(one: str, other: str) -> bool:
    return one == other or (1 in {len(one), len(other)} and one[0] == other[0])


class Matcher:
    """Knows everybody and everything that can be named; made anew for each issue."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.made: list[Contributor] = []
        self.by_words: dict[Words, list[Contributor]] = defaultdict(list)
        for person in Contributor.objects.select_related("institution"):
            self._know(person)
        self.institutions = {words_of(place.name): place for place in Institution.objects.all()}

    def _know(self, person: Contributor) -> None:
        # A second script in parentheses, as in “Tomoko Harukawa (春川 智子)”, is not how a byline names them.
        self.by_words[words_of(person.name.partition("(")[0])].append(person)

    def credit(self, byline: Byline, place: str, order: int) -> ArchivedCredit | None:
        """Return the credit for a byline; nothing when two people may be meant."""
        institution = self.institutions.get(words_of(byline.institution)) if byline.institution else None
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
        exact = self._exactly(words_of(byline.name))
        candidates = exact or self._by_initials(byline, place)
        if len(candidates) > 1:
            candidates = self._at(institution, candidates) or candidates
        if len(candidates) > 1:
            self._tell_ambiguous(byline, candidates, place)
            return None
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

    def _exactly(self, words: Words) -> list[Contributor]:
        """Return those of this name, in whatever order its words stand."""
        if found := self.by_words.get(words):
            return found
        same = [people for known, people in self.by_words.items() if sorted(known) == sorted(words)]
        return [person for people in same for person in people]

    def _by_initials(self, byline: Byline, place: str) -> list[Contributor]:
        words = words_of(byline.name)
        found = [person for known, people in self.by_words.items() if may_be(words, known) for person in people]
        if len(found) == 1:
            self.findings.add(
                f"“{byline.name}” was taken for {found[0].name}; if that is somebody else, "
                "make a contributor of exactly this name and import again.",
                place=place,
                weight=Weight.NOTE,
            )
        return found

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
        """Return the trends that terms mean, by name, slug or synonym; unknown terms are told."""
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
