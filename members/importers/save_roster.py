"""Apply a roster to institutions and memberships, and report the changes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from base.clock import today
from members.importers.parse_roster import RefusedRow, Roster, RosterRow, RowError
from members.models import Institution, InstitutionType, MailDomain, Membership, MembershipCategory, Network

# The columns that are fields of an institution under the same name, and the one under another.
FIELDS = {name: name for name in ("name", "city", "country", "latitude", "longitude", "website")}
FIELDS["passport"] = "in_passport_program"
DEFAULT_TYPE = "other"


class TooManyLapsesError(Exception):
    """More memberships would end than a complete roster is likely to end; the message says what to do."""


@dataclass(frozen=True)
class InstitutionChange:
    """A change of one institution."""

    action: str  # "create", "update" or "lapse"
    name: str
    number: str
    details: tuple[str, ...] = ()


@dataclass
class RosterReport:
    """What a roster changes and leaves, and the rows that were refused."""

    changes: list[InstitutionChange] = field(default_factory=list)
    unchanged: int = 0
    refused: list[RefusedRow] = field(default_factory=list)

    def count(self, action: str) -> int:
        """Return how many institutions this action changes."""
        return sum(change.action == action for change in self.changes)


class _RollbackError(Exception):
    """Rolls back a dry run."""


def save_roster(roster: Roster, *, apply: bool, most_lapses: int | None = None) -> RosterReport:
    """Return what changes; change it, all or nothing, if `apply` is set.

    Raise TooManyLapsesError when more than `most_lapses` memberships would end. Its default is a tenth of the
    running ones, and never less than three.
    """
    report = RosterReport(refused=list(roster.refused))
    try:
        with transaction.atomic():
            _save(roster, report, most_lapses)
            if not apply:
                raise _RollbackError
    except _RollbackError:
        pass
    return report


def _save(roster: Roster, report: RosterReport, most_lapses: int | None) -> None:
    for place, row in roster.rows.items():
        try:
            with transaction.atomic():
                change = _save_row(row)
        except (RowError, ValidationError) as error:
            report.refused.append(RefusedRow(place, row.number, _sentence(error)))
        else:
            _note(change, report)
    lapsing = list(_absent(roster))
    _check_lapses(len(lapsing), most_lapses)
    report.changes.extend(_lapse(membership) for membership in lapsing)
    report.refused.sort(key=lambda refused: refused.row)


def _note(change: InstitutionChange, report: RosterReport) -> None:
    if change.details:
        report.changes.append(change)
    else:
        report.unchanged += 1


def _sentence(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error)


def _save_row(row: RosterRow) -> InstitutionChange:
    place = Institution.objects.filter(number=row.number).first()
    is_new = place is None
    place = place or Institution(number=row.number, slug=_free_slug(row.name), type=_type(DEFAULT_TYPE))
    details = [*_set_fields(place, row)]
    if is_new or details:
        place.full_clean(exclude=["slug"])
        place.save()
    details += [*_set_membership(place, row), *_set_domains(place, row), *_set_networks(place, row)]
    return InstitutionChange("create" if is_new else "update", row.name, row.number, tuple(details))


def _set_fields(place: Institution, row: RosterRow) -> Iterator[str]:
    wanted: dict[str, Any] = {FIELDS[column]: getattr(row, column) for column in FIELDS}
    wanted["type"] = _type(row.type) if row.type else None
    for name, value in wanted.items():
        if value is not None and getattr(place, name) != value:
            was = getattr(place, name)
            setattr(place, name, value)
            yield f"{name}: {was or '–'} → {value}"


def _type(text: str) -> InstitutionType:
    return _term(InstitutionType, text, "type")


def _term(model: Any, text: str, column: str) -> Any:
    """Return a term of the association’s lists by its name or slug."""
    found = model.objects.filter(slug=slugify(text)).first() or model.objects.filter(name__iexact=text).first()
    if found is None:
        known = ", ".join(model.objects.values_list("name", flat=True))
        raise RowError(f"{column} {text!r} is unknown; known are {known}")
    return found


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:90] or "institution"
    taken = set(Institution.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)


def _set_membership(place: Institution, row: RosterRow) -> Iterator[str]:
    """Set the membership with this first day; a new first day is a new membership, and the former one stays."""
    membership = place.memberships.filter(starts_on=row.starts_on).first()
    is_new = membership is None
    membership = membership or Membership(institution=place, starts_on=row.starts_on)
    category = _term(MembershipCategory, row.category, "category")
    wanted = {"category": category, "ends_on": row.ends_on}
    if row.grace_days is not None:
        wanted["grace_days"] = row.grace_days
    before = {name: getattr(membership, name, None) if not is_new else None for name in wanted}
    if is_new or before != wanted:
        for name, value in wanted.items():
            setattr(membership, name, value)
        membership.full_clean()
        membership.save()
        yield f"membership from {row.starts_on} to {row.ends_on or 'open end'}, {category}"


def _set_domains(place: Institution, row: RosterRow) -> Iterator[str]:
    if row.domains is None:
        return
    there = {domain.domain: domain for domain in place.mail_domains.all()}
    for name in [name for name in row.domains if name not in there]:
        domain = MailDomain(institution=place, domain=name, verified_at=timezone.now())
        domain.full_clean()
        domain.save()
        yield f"e-mail domain {name} added"
    for name in sorted(there.keys() - set(row.domains)):
        there[name].delete()
        yield f"e-mail domain {name} removed"


def _set_networks(place: Institution, row: RosterRow) -> Iterator[str]:
    if row.networks is None:
        return
    there = {network.cidr: network for network in place.networks.all()}
    for cidr in [cidr for cidr in row.networks if cidr not in there]:
        network = Network(institution=place, cidr=cidr)
        network.full_clean(exclude=["first", "last"])
        network.save()
        yield f"network {cidr} added"
    for cidr in sorted(there.keys() - set(row.networks)):
        there[cidr].delete()
        yield f"network {cidr} removed"


def _absent(roster: Roster) -> Iterator[Membership]:
    """Yield the running memberships of institutions that have a number and are missing in the file."""
    running = Membership.objects.running_on(today()).select_related("institution")
    yield from running.exclude(institution__number=None).exclude(institution__number__in=roster.numbers)


def _check_lapses(lapsing: int, most: int | None) -> None:
    running = Membership.objects.running_on(today()).count()
    allowed = max(3, running // 10) if most is None else most
    if lapsing > allowed:
        raise TooManyLapsesError(
            f"{lapsing} of {running} running memberships are missing in the file, more than {allowed}: "
            f"is it complete? If so, run it again with --most-lapses {lapsing}. Nothing was changed."
        )


def _lapse(membership: Membership) -> InstitutionChange:
    """End a membership yesterday; its days of grace follow."""
    last_day: date = max(membership.starts_on, today() - timedelta(days=1))
    membership.ends_on = last_day
    membership.save(update_fields=["ends_on"])
    place = membership.institution
    return InstitutionChange("lapse", place.name, place.number or "", (f"membership ends on {last_day}",))
