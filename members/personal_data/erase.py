"""Delete an account with all personal data; what its owner published stays, with its credits."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.models import ModelLogEntry

from base.mail.models import OutgoingMail
from members.affiliations import emails, services
from members.audit.actions import Action
from members.audit.records import record
from members.models import AuditEntry, DeskInvitation, Institution, Invitation, User


@transaction.atomic
def delete_account(*, user: User) -> None:
    """Delete an account at its owner's wish; the association learns which institutions have no coordinator now."""
    left_alone = [coordinated.institution for coordinated in _last_coordinated(user)]
    user.delete()
    for institution in left_alone:
        emails.notify_managers(template="coordinator_gone", institution=institution)


def _last_coordinated(user: User) -> list[Any]:
    coordinated = user.affiliations.coordinating().select_related("institution")
    return [affiliation for affiliation in coordinated if services.is_last_coordinator(affiliation)]


def institutions_left_alone(user: User) -> list[Institution]:
    """Return the institutions that would have no coordinator."""
    return [affiliation.institution for affiliation in _last_coordinated(user)]


def is_sole_manager(user: User) -> bool:
    """Return whether the user is the only one who can decide requests."""
    managers = emails.managers()
    return managers.filter(pk=user.pk).exists() and not managers.exclude(pk=user.pk).exists()


def is_sole_administrator(user: User) -> bool:
    """Return whether the user is the only active superuser."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return user.is_superuser and not others.exists()


def forget_traces(sender: Any, instance: User, **kwargs: Any) -> None:
    """Remove what refers to a deleted account only by e-mail address, whether it is deleted here or at the desk."""
    addresses = {instance.email, *EmailAddress.objects.filter(user=instance).values_list("email", flat=True)}
    for session in UserSession.objects.filter(user=instance):
        session.end()
    for model in (Invitation, DeskInvitation):
        model.objects.filter(_any("email__iexact", addresses)).delete()
    mails = OutgoingMail.objects.annotate(said=Cast("content", TextField()))
    texts = _any("said__icontains", addresses) | _any("subject__icontains", addresses)
    mails.filter(_any("recipient__iexact", addresses) | texts).delete()
    _forget_in_logs(instance, addresses)
    _delete_portrait(instance)


def _any(lookup: str, addresses: Iterable[str]) -> Q:
    return reduce(or_, (Q(**{lookup: address}) for address in addresses))


def _forget_in_logs(user: User, addresses: Iterable[str]) -> None:
    """Anonymise log entries, which stay because they are about the magazine."""
    named = _any("label__icontains", addresses) | Q(label=str(user))
    ModelLogEntry.objects.filter(named).update(label=f"account {user.pk}")
    for entry in AuditEntry.objects.concerning([user.pk]).filter(data__has_key="address"):
        del entry.data["address"]
        AuditEntry.objects.filter(pk=entry.pk).update(data=entry.data)


def _delete_portrait(user: User) -> None:
    profile = getattr(user, "wagtail_userprofile", None)
    if profile and profile.avatar:
        storage, name = profile.avatar.storage, profile.avatar.name
        transaction.on_commit(lambda: storage.delete(name))


def note_deletion(sender: Any, instance: User, **kwargs: Any) -> None:
    """Record that there was an account."""
    record(Action.ACCOUNT_DELETED, subject=instance)
