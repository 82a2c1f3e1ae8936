"""Pages on which coordinators manage the colleagues of their own institution."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from members.accounts.desk_access import require_second_factor
from members.affiliations import invitations, services
from members.affiliations.forms import InviteForm
from members.models import Affiliation, Institution, Invitation
from members.permissions import DECIDE_REQUESTS

PAGE_SIZE = 50


def _user(request: HttpRequest) -> Any:
    return request.user


def _managed(request: HttpRequest, slug: str) -> Institution:
    """Return the institution if the user coordinates it or decides requests for the association; 404 otherwise."""
    user = _user(request)
    own = Institution.objects.filter(affiliations__in=user.affiliations.coordinating(), slug=slug).first()
    return own or _managed_for_association(user, slug)


def _managed_for_association(user: Any, slug: str) -> Institution:
    if not user.has_perm(DECIDE_REQUESTS):
        raise Http404
    require_second_factor(user)
    return get_object_or_404(Institution, slug=slug)


def _colleague(request: HttpRequest, slug: str, pk: int) -> Affiliation:
    active = _managed(request, slug).affiliations.active().select_related("user", "institution")
    return get_object_or_404(active, pk=pk)


def _invitation(request: HttpRequest, slug: str, pk: int) -> Invitation:
    return get_object_or_404(_managed(request, slug).invitations.filter(accepted_at=None), pk=pk)


@login_required
def colleagues(request: HttpRequest, slug: str) -> HttpResponse:
    """List who belongs here and who is invited; invite more."""
    institution = _managed(request, slug)
    form = InviteForm(request.POST or None)
    problems: dict[str, str] = {}
    if form.is_valid():
        report = invitations.invite(institution=institution, text=form.cleaned_data["addresses"], by=_user(request))
        _report_invited(request, report.invited)
        if not report.problems:
            return redirect("colleagues", slug)
        problems = report.problems
        form = InviteForm(initial={"addresses": "\n".join(problems)})
    return render(
        request,
        "members/colleagues.html",
        _lists(request, institution) | {"form": form, "problems": problems},
    )


def _report_invited(request: HttpRequest, invited: list[str]) -> None:
    if invited:
        text = ngettext("%(who)s is invited.", "%(who)s are invited.", len(invited))
        messages.success(request, text % {"who": ", ".join(invited)})


def _lists(request: HttpRequest, institution: Institution) -> dict[str, Any]:
    query = request.GET.get("q", "").strip()[:200]
    people = institution.affiliations.active().select_related("user").order_by("user__last_name", "user__email")
    for word in query.split():
        people = people.filter(
            Q(user__first_name__icontains=word) | Q(user__last_name__icontains=word) | Q(user__email__icontains=word)
        )
    open_ones = institution.invitations.open()
    return {
        "institution": institution,
        "query": query,
        "page_of_people": Paginator(people, PAGE_SIZE).get_page(request.GET.get("page")),
        "requests": institution.affiliations.pending().select_related("user"),
        "open_invitations": open_ones,
        "ended_invitations": institution.invitations.filter(accepted_at=None).exclude(pk__in=open_ones.values("pk")),
    }


@login_required
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a colleague, after a confirmation."""
    affiliation = _colleague(request, slug, pk)
    if affiliation.user == request.user:
        return redirect("leave_institution", slug)
    if request.method == "POST":
        services.remove(affiliation=affiliation)
        messages.success(request, _("%s is removed.") % affiliation.user)
        return redirect("colleagues", slug)
    return render(request, "members/remove.html", {"affiliation": affiliation})


@login_required
@require_POST
def set_coordinator(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Make a colleague a coordinator, or end that."""
    affiliation = _colleague(request, slug, pk)
    change = services.make_coordinator if "make" in request.POST else services.unmake_coordinator
    try:
        change(affiliation=affiliation)
    except services.AffiliationError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _coordinator_message(affiliation))
    if affiliation.user == request.user and not affiliation.is_coordinator:
        return redirect("account")
    return redirect("colleagues", slug)


def _coordinator_message(affiliation: Affiliation) -> str:
    if affiliation.is_coordinator:
        return _("%s is a coordinator now.") % affiliation.user
    return _("%s is no coordinator any more, and reads on.") % affiliation.user


@login_required
@require_POST
def resend(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send an invitation again."""
    invitation = _invitation(request, slug, pk)
    try:
        invitations.resend(invitation=invitation)
    except services.AffiliationError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("The invitation is on its way to %s again.") % invitation.email)
    return redirect("colleagues", slug)


@login_required
@require_POST
def revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Revoke an invitation."""
    invitation = _invitation(request, slug, pk)
    invitations.revoke(invitation=invitation)
    messages.success(request, _("The invitation of %s works no more.") % invitation.email)
    return redirect("colleagues", slug)


@login_required
@require_POST
def delete_unusable_invitations(request: HttpRequest, slug: str) -> HttpResponse:
    """Delete invitations that have expired or were revoked."""
    count = invitations.delete_unusable(institution=_managed(request, slug))
    text = ngettext("%d invitation is cleared away.", "%d invitations are cleared away.", count)
    messages.success(request, text % count)
    return redirect("colleagues", slug)
