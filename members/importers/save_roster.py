"""Apply a roster to institutions and memberships, and report the changes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from base.clock import today
from base.pages.slugs import slug_of
from members.importers.parse_roster import Roster, RosterProblem, RosterRow, RowError
from members.models import Institution, InstitutionType, MailDomain, Membership, MembershipCategory, Network
from members.recognition.mail_domains import readable_domain

# The columns with the same name as a field of an institution, and the one with another.
FIELDS = {name: name for name in ("name", "city", "country", "latitude", "longitude", "website")}
FIELDS["passport"] = "in_passport_program"
DEFAULT_TYPE = "other"
# The term of a new membership whose last day is unreadable: time to correct the file, but not for ever.
PROVISIONAL_DAYS = 90


class TooManyLapsesError(Exception):
    """More memberships would end than is plausible for a complete roster; the message says what to do."""


@dataclass(frozen=True)
class InstitutionChange:
    """A change of one institution."""

    action: str  # "create", "update" or "lapse"
    name: str
    number: str
    details: tuple[str, ...] = ()


@dataclass
class RosterReport:
    """The changes of a roster, the refused rows, and the left out cells of the others."""

    changes: list[InstitutionChange] = field(default_factory=list)
    unchanged: int = 0
    refused: list[RosterProblem] = field(default_factory=list)
    left_out: list[RosterProblem] = field(default_factory=list)

    @property
    def problems(self) -> list[RosterProblem]:
        """All refused rows and left out cells, in the order of the file."""
        return sorted([*self.refused, *self.left_out], key=lambda problem: problem.line)

    def count(self, action: str) -> int:
        """Return the number of institutions that this action changes."""
        return sum(change.action == action for change in self.changes)


class _RollbackError(Exception):
    """Rolls back a dry run."""


def save_roster(roster: Roster, *, apply: bool, most_lapses: int | None = None) -> RosterReport:
    """Return the changes; save them, all or nothing, if `apply` is set.

    Raise TooManyLapsesError if more than `most_lapses` memberships would end. Its default is a tenth of the
    current ones, and at least three.
    """
    report = RosterReport(refused=list(roster.refused), left_out=list(roster.left_out))
    try:
        with transaction.atomic():
            _save(roster, report, most_lapses)
            if not apply:
                raise _RollbackError
    except _RollbackError:
        pass
    return report


def _save(roster: Roster, report: RosterReport, most_lapses: int | None) -> None:
    lapsing = list(_absent(roster))
    _check_lapses(len(lapsing), most_lapses)  # before new rows count as running
    for row in roster.rows:
        _save_or_refuse(row, report)
    report.changes.extend(_lapse(membership) for membership in lapsing)


def _save_or_refuse(row: RosterRow, report: RosterReport) -> None:
    left_out: list[RosterProblem] = []
    try:
        with transaction.atomic():
            change = _save_row(row, left_out)
    except (RowError, ValidationError) as error:
        report.refused.append(_problem(row, error))
    else:
        report.left_out += left_out
        _note(change, report)


def _note(change: InstitutionChange, report: RosterReport) -> None:
    if change.details:
        report.changes.append(change)
    else:
        report.unchanged += 1


def _problem(row: RosterRow, error: Exception, column: str = "") -> RosterProblem:
    reason = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
    return RosterProblem(row.line, row.number, reason, column or getattr(error, "column", ""))


def _save_row(row: RosterRow, left_out: list[RosterProblem]) -> InstitutionChange:
    """Save an institution and its membership, and as many of the other cells as possible."""
    place = Institution.objects.filter(number=row.number).first()
    is_new = place is None
    place = place or Institution(number=row.number, slug=_free_slug(row.name), type=_type(DEFAULT_TYPE))
    details = [*_set_fields(place, row, left_out)]
    if is_new or details:
        place.save()
    details += _set_membership(place, row)
    details += _unless_bad(row, "domains", partial(_all_or_nothing, _set_domains, place, row), left_out)
    details += _unless_bad(row, "networks", partial(_all_or_nothing, _set_networks, place, row), left_out)
    return InstitutionChange("create" if is_new else "update", row.name, row.number, tuple(details))


def _unless_bad(
    row: RosterRow, column: str, save: Callable[[], Iterable[str]], left_out: list[RosterProblem]
) -> list[str]:
    """Return the changes from saving a cell; none if its value is bad."""
    try:
        return list(save())
    except (RowError, ValidationError) as error:
        left_out.append(_problem(row, error, column))
        return []


def _set_fields(place: Institution, row: RosterRow, left_out: list[RosterProblem]) -> Iterator[str]:
    for column, name in FIELDS.items():
        yield from _unless_bad(row, column, partial(_set_field, place, name, getattr(row, column)), left_out)
    if row.type:
        yield from _unless_bad(row, "type", lambda: _set_type(place, row.type or ""), left_out)


def _set_field(place: Institution, name: str, value: Any) -> Iterator[str]:
    was = getattr(place, name)
    if value is not None and was != value:
        setattr(place, name, _field(name).clean(value, place))
        yield f"{name}: {was or '–'} → {value}"


def _field(name: str) -> Any:
    return Institution._meta.get_field(name)


def _set_type(place: Institution, text: str) -> Iterator[str]:
    was, place.type = place.type, _type(text)
    if was != place.type:
        yield f"type: {was} → {place.type}"


def _type(text: str) -> InstitutionType:
    return _term(InstitutionType, text, "type")


def _term(model: Any, text: str, column: str) -> Any:
    """Return a term of the association’s lists by name or slug."""
    found = model.objects.filter(slug=slugify(text)).first() or model.objects.filter(name__iexact=text).first()
    if found is None:
        known = ", ".join(model.objects.values_list("name", flat=True))
        raise RowError(f"{text!r} is unknown; known are {known}", column)
    return found


def _free_slug(name: str) -> str:
    wanted = slug_of(name, otherwise="institution", longest=90)
    taken = set(Institution.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)


def _set_membership(place: Institution, row: RosterRow) -> Iterator[str]:
    """Set the membership with this first day; a new first day creates a new membership beside the former one."""
    membership = place.memberships.filter(starts_on=row.starts_on).first()
    is_new = membership is None
    membership = membership or Membership(institution=place, starts_on=row.starts_on)
    category = _term(MembershipCategory, row.category, "category")
    wanted = {"category": category, "ends_on": _last_day(membership, row)}
    if row.grace_days is not None:
        wanted["grace_days"] = row.grace_days
    before = {name: getattr(membership, name, None) if not is_new else None for name in wanted}
    if is_new or before != wanted:
        for name, value in wanted.items():
            setattr(membership, name, value)
        membership.full_clean()
        membership.save()
        yield f"membership from {row.starts_on} to {membership.ends_on or 'open end'}, {category}"


def _last_day(membership: Membership, row: RosterRow) -> date | None:
    """Return the last day of the row; if it is unreadable, the known one or a provisional one."""
    if "ends_on" not in row.unreadable:
        return row.ends_on
    return membership.ends_on if membership.pk else max(row.starts_on, today()) + timedelta(days=PROVISIONAL_DAYS)


@transaction.atomic
def _all_or_nothing(
    save: Callable[[Institution, RosterRow], Iterable[str]], place: Institution, row: RosterRow
) -> list[str]:
    return list(save(place, row))


def _set_domains(place: Institution, row: RosterRow) -> Iterator[str]:
    if row.domains is None:
        return
    there = {domain.domain: domain for domain in place.mail_domains.all()}
    for name in row.domains:
        if name not in there:
            _refuse_taken(readable_domain(name), place, mail_domains__domain=name)
        domain = there.get(name) or MailDomain(institution=place, domain=name, verified_at=timezone.now())
        domain.full_clean()
        if name not in there:
            domain.save()
            yield f"e-mail domain {domain} added"
    for name in sorted(there.keys() - set(row.domains)):
        there[name].delete()
        yield f"e-mail domain {there[name]} removed"


def _set_networks(place: Institution, row: RosterRow) -> Iterator[str]:
    if row.networks is None:
        return
    there = {_cidr(network): network for network in place.networks.all()}
    for cidr in [cidr for cidr in row.networks if cidr not in there]:
        _refuse_taken(cidr, place, networks__cidr=cidr)
        network = Network(institution=place, cidr=cidr)
        network.full_clean(exclude=["first", "last"])
        network.save()
        yield f"network {cidr} added"
    for cidr in sorted(there.keys() - set(row.networks)):
        there[cidr].delete()
        yield f"network {cidr} removed"


def _refuse_taken(what: str, place: Institution, **held: str) -> None:
    """Refuse a domain or a network that another institution has."""
    if other := Institution.objects.filter(**held).exclude(pk=place.pk).first():
        number = f"number {other.number}" if other.number else "without a number"
        raise RowError(
            f"{what} belongs to {other.name} ({number}) already: take it out of one of the two, "
            "in the file or under Members in the admin, and import again"
        )


def _cidr(network: Network) -> str:
    """Return a network in the form of the file; the stored one may no longer be allowed."""
    network.clean()
    return network.cidr


def _absent(roster: Roster) -> Iterator[Membership]:
    """Yield the current memberships of numbered institutions that the file does not list."""
    running = Membership.objects.running_on(today()).select_related("institution")
    yield from running.exclude(institution__number=None).exclude(institution__number__in=roster.numbers)


def _check_lapses(lapsing: int, most: int | None) -> None:
    running = Membership.objects.running_on(today()).count()
    allowed = max(3, running // 10) if most is None else most
    if lapsing > allowed:
        raise TooManyLapsesError(
            f"{lapsing} of {running} running memberships {'is' if lapsing == 1 else 'are'} missing in the file, "
            f"more than {allowed}: "
            f"is it complete? If so, run it again with --most-lapses {lapsing}. Nothing was changed."
        )


def _lapse(membership: Membership) -> InstitutionChange:
    """End a membership yesterday; the days of grace follow."""
    last_day: date = max(membership.starts_on, today() - timedelta(days=1))
    membership.ends_on = last_day
    membership.save(update_fields=["ends_on"])
    place = membership.institution
    return InstitutionChange("lapse", place.name, place.number or "", (f"membership ends on {last_day}",))
