"""Grant, end, request and decide affiliations; name coordinators."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.affiliations import emails
from members.models import Affiliation, Institution, User

MOST_OPEN_REQUESTS = 3
State, Source = Affiliation.State, Affiliation.Source


class AffiliationError(Exception):
    """The change is not possible; the message explains why."""


@transaction.atomic
def grant(*, user: User, institution: Institution, source: Affiliation.Source) -> Affiliation:
    """Return an active affiliation, new or renewed."""
    affiliation, is_new = Affiliation.objects.select_for_update().get_or_create(
        user=user, institution=institution, defaults={"source": source}
    )
    if not is_new:
        if affiliation.state != State.ACTIVE:
            affiliation.created_at = timezone.now()
        affiliation.source, affiliation.state = source, State.ACTIVE
        affiliation.save()
    return affiliation


@transaction.atomic
def end(*, affiliation: Affiliation, state: Affiliation.State) -> None:
    """End an affiliation, and notify the association when it was the last coordinator’s."""
    coordinated = affiliation.is_coordinator and affiliation.state == State.ACTIVE
    affiliation.state, affiliation.is_coordinator = state, False
    affiliation.save()
    if coordinated and not affiliation.institution.affiliations.coordinating().exists():
        emails.notify_managers(template="no_coordinator", affiliation=affiliation)


def leave(*, affiliation: Affiliation) -> None:
    """End an affiliation, or withdraw a request, at the user’s own wish."""
    end(affiliation=affiliation, state=State.LEFT)


@transaction.atomic
def remove(*, affiliation: Affiliation) -> None:
    """End an affiliation at a coordinator’s wish, and notify the user."""
    end(affiliation=affiliation, state=State.REMOVED)
    emails.send(template="removed", to=[affiliation.user.email], affiliation=affiliation)


@transaction.atomic
def request(*, user: User, institution: Institution, note: str) -> Affiliation:
    """Request an affiliation, and notify the membership managers. Raise AffiliationError for one too many."""
    _refuse_too_many(user)
    affiliation, is_new = Affiliation.objects.select_for_update().get_or_create(
        user=user,
        institution=institution,
        defaults={"source": Source.REQUEST, "state": State.PENDING, "note": note},
    )
    if not is_new:
        if affiliation.state in {State.ACTIVE, State.PENDING}:
            raise AffiliationError(_("You belong to %s already, or have asked to.") % institution)
        affiliation.source, affiliation.state, affiliation.note = Source.REQUEST, State.PENDING, note
        affiliation.created_at = timezone.now()
        affiliation.save()
    emails.notify_of_request(affiliation=affiliation)
    return affiliation


def _refuse_too_many(user: User) -> None:
    # Locked, so that requests sent at the same time see each other.
    User.objects.select_for_update().get(pk=user.pk)
    if user.affiliations.pending().count() >= MOST_OPEN_REQUESTS:
        raise AffiliationError(
            _("%d of your requests wait for an answer already: wait for one, or take one back.") % MOST_OPEN_REQUESTS
        )


@transaction.atomic
def decide(*, affiliation: Affiliation, is_approved: bool, message: str = "") -> None:
    """Approve or refuse a request, and notify the user, with a message if there is one."""
    pending = Affiliation.objects.select_for_update().pending().filter(pk=affiliation.pk).first()
    if pending is None:
        raise AffiliationError(_("Somebody has answered this request already, or it was taken back."))
    pending.state = State.ACTIVE if is_approved else State.REFUSED
    pending.save()
    template = "approved" if is_approved else "refused"
    emails.send(template=template, to=[pending.user.email], affiliation=pending, message=message)


@transaction.atomic
def make_coordinator(*, affiliation: Affiliation) -> None:
    """Make an affiliation a coordinator’s, and notify the user."""
    if affiliation.state != State.ACTIVE:
        raise AffiliationError(_("%s does not belong to the institution any more.") % affiliation.user)
    if not affiliation.is_coordinator:
        affiliation.is_coordinator = True
        affiliation.save()
        emails.send(template="coordinator", to=[affiliation.user.email], affiliation=affiliation)


@transaction.atomic
def unmake_coordinator(*, affiliation: Affiliation) -> None:
    """End a user's role as coordinator. Raise AffiliationError for the last coordinator."""
    others = affiliation.institution.affiliations.select_for_update().coordinating()
    if not others.exclude(pk=affiliation.pk).exists():
        raise AffiliationError(
            _("%(person)s is the last coordinator of %(institution)s: name another one first.")
            % {"person": affiliation.user, "institution": affiliation.institution}
        )
    affiliation.is_coordinator = False
    affiliation.save()


def is_last_coordinator(affiliation: Affiliation) -> bool:
    """Return whether an institution would have no coordinator without this one."""
    others = affiliation.institution.affiliations.coordinating().exclude(pk=affiliation.pk)
    return affiliation.is_coordinator and not others.exists()
