"""Save the institutions of the sample magazine, with memberships, domains and networks."""

import datetime as dt
from typing import Any

from django.utils import timezone

from base.clock import today
from members.models import (
    Institution,
    InstitutionType,
    MailDomain,
    Membership,
    MembershipCategory,
    Network,
)
from sample.records import Magazine

PLAIN = (
    "name", "city", "country", "website", "about", "number", "latitude", "longitude", "in_passport_program",
)  # fmt: skip


def save_institutions(magazine: Magazine) -> None:
    """Make the institutions that are missing."""
    there = set(Institution.objects.values_list("slug", flat=True))
    for row in magazine.institutions:
        if row["slug"] not in there:
            _save_institution(row)


def _save_institution(row: dict[str, Any]) -> None:
    fields = {name: row[name] for name in PLAIN if row.get(name) is not None}
    institution = Institution.objects.create(
        slug=row["slug"], type=InstitutionType.objects.get(slug=row["type"]), **fields
    )
    for domain in row.get("mail_domains") or []:
        MailDomain.objects.create(institution=institution, domain=domain, verified_at=timezone.now())
    for cidr in row.get("networks") or []:
        Network.objects.create(institution=institution, cidr=cidr)
    if "membership" in row:
        _membership(institution, row["membership"]).save()


def _membership(institution: Institution, row: dict[str, Any]) -> Membership:
    """Return the period that a row describes in days from today, so that the sample never ages."""
    membership = Membership(
        institution=institution,
        category=MembershipCategory.objects.get(slug=row["category"]),
        starts_on=today() + dt.timedelta(days=row["starts_in_days"]),
    )
    if "ends_in_days" in row:
        membership.ends_on = today() + dt.timedelta(days=row["ends_in_days"])
    membership.grace_days = row.get("grace_days", membership.grace_days)
    return membership
