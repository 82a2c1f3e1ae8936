"""Who belongs to an institution by what is known of them: verified addresses, claims at a sign-on."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from members.affiliations.services import Source, State, end, grant, request
from members.models import Affiliation, Institution, MailDomain, User

# What gives way to better knowledge; who has left or was removed stays away.
GIVES_WAY = {State.PENDING, State.REFUSED, State.ENDED}


def domain_of(address: str) -> str:
    """What follows the last @ of an address, as domains are compared."""
    return address.rpartition("@")[2].lower()


def verified_domains() -> QuerySet[MailDomain]:
    """The domains at which an address shows where somebody works."""
    return MailDomain.objects.filter(verified_at__lte=timezone.now())


def shown_by_addresses(user: User) -> QuerySet[Institution]:
    """The institutions that somebody’s verified addresses show."""
    addresses = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    domains = verified_domains().filter(domain__in={domain_of(address) for address in addresses})
    return Institution.objects.filter(pk__in=domains.values("institution"))


def follow_addresses(*, user: User) -> None:
    """Make somebody belong where their verified addresses show, and nowhere else by an address."""
    _follow(user=user, shown=shown_by_addresses(user), source=Source.DOMAIN)


def follow_claim(*, user: User, numbers: Iterable[str]) -> None:
    """Make somebody belong where the sign-on says, and nowhere else by a sign-on."""
    shown = Institution.objects.filter(number__in=list(numbers))
    _follow(user=user, shown=shown, source=Source.SIGN_ON)


@transaction.atomic
def _follow(*, user: User, shown: QuerySet[Institution], source: Affiliation.Source) -> None:
    known = dict(user.affiliations.values_list("institution", "state"))
    for institution in shown:
        if institution.pk not in known or known[institution.pk] in GIVES_WAY:
            grant(user=user, institution=institution, source=source)
    gone = user.affiliations.active().filter(source=source).exclude(institution__in=shown)
    for affiliation in gone.select_related("institution", "user"):
        end(affiliation=affiliation, state=State.ENDED)


def follow_domains(*, institution: Institution) -> None:
    """Recognise the staff of an institution, and those who were staff by a domain that it has no more."""
    at_domain = Q()
    for domain in verified_domains().filter(institution=institution):
        at_domain |= Q(email__iendswith=f"@{domain.domain}")
    addresses = EmailAddress.objects.filter(at_domain, verified=True) if at_domain else EmailAddress.objects.none()
    by_domain = institution.affiliations.active().filter(source=Source.DOMAIN)
    people = Q(pk__in=addresses.values("user")) | Q(pk__in=by_domain.values("user"))
    for user in User.objects.filter(people):
        follow_addresses(user=user)


@transaction.atomic
def ask_to_join(*, user: User, institution: Institution, note: str) -> Affiliation:
    """Let somebody in at once whose address shows the institution; pass every other request on.

    Who was removed has to be let in by somebody.
    """
    was_removed = user.affiliations.filter(institution=institution, state=State.REMOVED).exists()
    if not was_removed and shown_by_addresses(user).filter(pk=institution.pk).exists():
        return grant(user=user, institution=institution, source=Source.DOMAIN)
    return request(user=user, institution=institution, note=note)


def claimed_numbers(account_data: dict[str, Any]) -> list[str]:
    """The numbers of institutions in what the sign-on said about somebody."""
    told = account_data.get("userinfo") or account_data.get("id_token") or {}
    claim = told.get(settings.OIDC_INSTITUTION_CLAIM) or []
    found = claim if isinstance(claim, list) else [claim]
    return [str(number).strip() for number in found if str(number).strip()]
