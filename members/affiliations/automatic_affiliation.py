"""Automatic affiliations from verified e-mail addresses and from the claims of a single sign-on."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from members.affiliations import services
from members.models import Affiliation, Institution, MailDomain, User
from members.recognition.mail_domains import email_domain

State, Source = Affiliation.State, Affiliation.Source
# These are replaced by what an address or a sign-on proves. People who left or were removed stay away.
OVERRIDABLE_STATES = {State.PENDING, State.REFUSED, State.ENDED}


def verified_domains() -> QuerySet[MailDomain]:
    """Return the domains at which an address proves an affiliation."""
    return MailDomain.objects.filter(verified_at__lte=timezone.now())


def institutions_by_addresses(user: User) -> QuerySet[Institution]:
    """Return the institutions with a domain of the user's verified addresses."""
    addresses = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    domains = verified_domains().filter(domain__in={email_domain(address) for address in addresses})
    return Institution.objects.filter(pk__in=domains.values("institution"))


def sync_by_addresses(*, user: User) -> None:
    """Grant affiliations by the user’s verified addresses, and end those that are no longer proved."""
    _sync(user=user, shown=institutions_by_addresses(user), source=Source.DOMAIN)


def sync_by_claim(*, user: User, numbers: Iterable[str]) -> None:
    """Grant affiliations by the numbers in a sign-on, and end those that are no longer claimed."""
    shown = Institution.objects.filter(number__in=list(numbers))
    _sync(user=user, shown=shown, source=Source.SIGN_ON)


@transaction.atomic
def _sync(*, user: User, shown: QuerySet[Institution], source: Affiliation.Source) -> None:
    known = dict(user.affiliations.values_list("institution", "state"))
    for institution in shown:
        if institution.pk not in known or known[institution.pk] in OVERRIDABLE_STATES:
            services.grant(user=user, institution=institution, source=source)
    gone = user.affiliations.active().filter(source=source).exclude(institution__in=shown)
    for affiliation in gone.select_related("institution", "user"):
        services.end(affiliation=affiliation, state=State.ENDED)


def sync_by_domains(*, institution: Institution) -> None:
    """Sync everybody with an address at the institution’s domains, or with an affiliation by a former domain."""
    domains = set(verified_domains().filter(institution=institution).values_list("domain", flat=True))
    by_domain = institution.affiliations.active().filter(source=Source.DOMAIN)
    people = Q(pk__in=_users_at(domains)) | Q(pk__in=by_domain.values("user"))
    for user in User.objects.filter(people):
        sync_by_addresses(user=user)


def _users_at(domains: set[str]) -> list[int]:
    """Return the users with a verified address at one of the domains, however it was typed."""
    at_domain = Q(email__regex="[^ -~]")  # not in ASCII, so the database cannot compare it
    for domain in domains:
        at_domain |= Q(email__iendswith=f"@{domain}")
    found = EmailAddress.objects.filter(at_domain, verified=True) if domains else EmailAddress.objects.none()
    return [user for user, email in found.values_list("user", "email") if email_domain(email) in domains]


@transaction.atomic
def request_to_join(*, user: User, institution: Institution, note: str) -> Affiliation:
    """Grant the affiliation at once if an address proves it, else forward the request.

    For people who were removed, a manager must decide, whatever their address proves.
    """
    was_removed = user.affiliations.filter(institution=institution, state=State.REMOVED).exists()
    if not was_removed and institutions_by_addresses(user).filter(pk=institution.pk).exists():
        return services.grant(user=user, institution=institution, source=Source.DOMAIN)
    return services.request(user=user, institution=institution, note=note)


def claimed_numbers(account_data: dict[str, Any]) -> list[str]:
    """Return the numbers of institutions in the claims of a sign-on (OpenID Connect)."""
    claims = account_data.get("userinfo") or account_data.get("id_token") or {}
    claim = claims.get(settings.OIDC_INSTITUTION_CLAIM) or []
    found = claim if isinstance(claim, list) else [claim]
    return [str(number).strip() for number in found if str(number).strip()]
