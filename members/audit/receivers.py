"""Receivers that write the audit log when something happens."""

from collections.abc import Iterable
from typing import Any

from allauth.account.signals import login_code_rejected
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from members.audit.actions import Action
from members.audit.records import client_details, record
from members.models import Affiliation, User

POWERS = ("is_active", "is_staff", "is_superuser")
BY_CHANGE = {"post_add": Action.ROLE_GIVEN, "post_remove": Action.ROLE_TAKEN, "pre_clear": Action.ROLE_TAKEN}


def note_log_in(sender: Any, request: Any, user: User, **kwargs: Any) -> None:
    """Record who logs in, and from where."""
    record(Action.LOGGED_IN, subject=user, by=user, **client_details(request))


def note_failed_log_in(sender: Any, credentials: dict[str, Any], request: Any = None, **kwargs: Any) -> None:
    """Record whose log-in failed; an address without an account is not stored."""
    email = credentials.get("email") or credentials.get("username") or ""
    user = User.objects.filter(email__iexact=email).first()
    record(Action.LOG_IN_FAILED, subject=user, step="password", **client_details(request))


def note_failed_code(sender: Any, request: Any, user: User, **kwargs: Any) -> None:
    """Record who gave a wrong code of those that are sent by mail."""
    record(Action.LOG_IN_FAILED, subject=user, step="code by mail", **client_details(request))


def note_failed_factor(sender: Any, request: Any, user: User, **kwargs: Any) -> None:
    """Record who gave a wrong code of the second factor."""
    record(Action.LOG_IN_FAILED, subject=user, step="second factor", **client_details(request))


def note_roles(
    sender: Any, instance: Any, action: str, reverse: bool, model: Any, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """Record the groups or single permissions that a user gained or lost."""
    if action not in BY_CHANGE or kwargs.get("raw"):
        return
    changed = _changed(sender, instance, reverse, pk_set)
    for user, role in changed:
        record(BY_CHANGE[action], subject=user, role=str(role))


def _changed(through: Any, instance: Any, reverse: bool, keys: set[int] | None) -> Iterable[tuple[User, Any]]:
    """Return the people with what each got or lost; without keys it is all that they have."""
    if reverse:
        people = User.objects.filter(**({_field(through): instance} if keys is None else {"pk__in": keys}))
        return [(user, instance) for user in people]
    related = getattr(instance, _field(through))
    roles = related.all() if keys is None else related.model.objects.filter(pk__in=keys)
    return [(instance, role) for role in roles]


def _field(through: Any) -> str:
    return "groups" if through is User.groups.through else "user_permissions"


def remember_powers(sender: Any, instance: User, raw: bool, update_fields: Any = None, **kwargs: Any) -> None:
    """Look at what an account may do before it is saved."""
    saves_powers = update_fields is None or set(POWERS) & set(update_fields)
    known = None if raw or not instance.pk or not saves_powers else User.objects.filter(pk=instance.pk)
    powers = known.values(*POWERS).first() if known else None
    instance._powers_before = powers  # type: ignore[attr-defined]  # read after the save


def note_powers(sender: Any, instance: User, created: bool, raw: bool, **kwargs: Any) -> None:
    """Record that an account was deactivated, reactivated, or made a superuser."""
    before = getattr(instance, "_powers_before", None) or ({"is_superuser": False} if created and not raw else {})
    changed = {name: getattr(instance, name) for name in before if getattr(instance, name) != before[name]}
    if changed:
        record(Action.POWER_CHANGED, subject=instance, **changed)


def note_affiliation(sender: Any, instance: Affiliation, created: bool, raw: bool, **kwargs: Any) -> None:
    """Record that a user's affiliation began or ended, or that they coordinate it."""
    if not raw and (created or instance.has_changed):
        _record_affiliation(instance, instance.state)


def note_deleted_affiliation(sender: Any, instance: Affiliation, origin: Any = None, **kwargs: Any) -> None:
    """Record that an affiliation was deleted, unless the account or the institution is."""
    if origin is instance or getattr(origin, "model", None) is Affiliation:
        _record_affiliation(instance, "deleted")


def _record_affiliation(affiliation: Affiliation, state: str) -> None:
    subject = User(pk=affiliation.user_id)
    details = {"state": state, "source": affiliation.source, "coordinator": affiliation.is_coordinator}
    record(Action.AFFILIATION_CHANGED, subject=subject, institution=str(affiliation.institution), **details)


def connect() -> None:
    """Connect all receivers."""
    user_logged_in.connect(note_log_in)
    user_login_failed.connect(note_failed_log_in)
    login_code_rejected.connect(note_failed_code)
    authentication_failed.connect(note_failed_factor)
    for through in (User.groups.through, User.user_permissions.through):
        m2m_changed.connect(note_roles, sender=through)
    pre_save.connect(remember_powers, sender=User)
    post_save.connect(note_powers, sender=User)
    post_save.connect(note_affiliation, sender=Affiliation)
    post_delete.connect(note_deleted_affiliation, sender=Affiliation)
