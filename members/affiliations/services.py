"""How people come to belong to an institution, and how they cease to."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.affiliations import emails
from members.models import Affiliation, Institution, User

State, Source = Affiliation.State, Affiliation.Source


class NotNowError(Exception):
    """What was asked for cannot be done; says why, in a sentence for whoever asked."""


@transaction.atomic
def grant(*, user: User, institution: Institution, source: Affiliation.Source) -> Affiliation:
    """Let somebody belong to an institution from now on; gives the affiliation."""
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
    """End an affiliation; the association hears of an institution that loses its last coordinator."""
    coordinated = affiliation.is_coordinator and affiliation.state == State.ACTIVE
    affiliation.state, affiliation.is_coordinator = state, False
    affiliation.save()
    if coordinated and not affiliation.institution.affiliations.coordinating().exists():
        emails.tell_managers(template="no_coordinator", affiliation=affiliation)


def leave(*, affiliation: Affiliation) -> None:
    """Somebody leaves an institution, or takes back a request."""
    end(affiliation=affiliation, state=State.LEFT)


@transaction.atomic
def remove(*, affiliation: Affiliation) -> None:
    """A coordinator removes a colleague, who hears of it."""
    end(affiliation=affiliation, state=State.REMOVED)
    emails.send(template="removed", to=[affiliation.user.email], affiliation=affiliation)


@transaction.atomic
def request(*, user: User, institution: Institution, note: str) -> Affiliation:
    """Somebody asks to be added to an institution; the membership managers hear of it."""
    affiliation, is_new = Affiliation.objects.select_for_update().get_or_create(
        user=user,
        institution=institution,
        defaults={"source": Source.REQUEST, "state": State.PENDING, "note": note},
    )
    if not is_new:
        if affiliation.state in {State.ACTIVE, State.PENDING}:
            raise NotNowError(_("You belong to %s already, or have asked to.") % institution)
        affiliation.source, affiliation.state, affiliation.note = Source.REQUEST, State.PENDING, note
        affiliation.created_at = timezone.now()
        affiliation.save()
    emails.tell_managers(template="request", affiliation=affiliation)
    return affiliation


@transaction.atomic
def decide(*, affiliation: Affiliation, is_approved: bool, words: str = "") -> None:
    """The association approves or refuses a request; whoever asked hears of it."""
    waiting = Affiliation.objects.select_for_update().pending().filter(pk=affiliation.pk).first()
    if waiting is None:
        raise NotNowError(_("Somebody has answered this request already, or it was taken back."))
    waiting.state = State.ACTIVE if is_approved else State.REFUSED
    waiting.save()
    template = "approved" if is_approved else "refused"
    emails.send(template=template, to=[waiting.user.email], affiliation=waiting, words=words)


@transaction.atomic
def make_coordinator(*, affiliation: Affiliation) -> None:
    """Let a colleague invite and remove colleagues, who hears of it."""
    if affiliation.state != State.ACTIVE:
        raise NotNowError(_("%s does not belong to the institution any more.") % affiliation.user)
    if not affiliation.is_coordinator:
        affiliation.is_coordinator = True
        affiliation.save()
        emails.send(template="coordinator", to=[affiliation.user.email], affiliation=affiliation)


@transaction.atomic
def unmake_coordinator(*, affiliation: Affiliation) -> None:
    """Let a colleague read only; an institution keeps its last coordinator."""
    others = affiliation.institution.affiliations.select_for_update().coordinating()
    if not others.exclude(pk=affiliation.pk).exists():
        raise NotNowError(
            _("%(person)s is the last coordinator of %(institution)s: name another one first.")
            % {"person": affiliation.user, "institution": affiliation.institution}
        )
    affiliation.is_coordinator = False
    affiliation.save()


def is_last_coordinator(affiliation: Affiliation) -> bool:
    """Whether an institution would have no coordinator without this one."""
    others = affiliation.institution.affiliations.coordinating().exclude(pk=affiliation.pk)
    return affiliation.is_coordinator and not others.exists()
