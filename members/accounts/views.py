"""Pages of the user’s own account: why they may read, where they belong, and how to change that."""

from typing import Any

from allauth.account.models import EmailAddress

# Private to allauth: there is no public way to end sessions; guarded by tests/accounts/test_log_in.py.
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from base.views import read_only
from members.accounts.desk_access import lacks_second_factor
from members.accounts.signup_forms import NameForm
from members.affiliations import automatic_affiliation, invitations, services
from members.affiliations.forms import RequestForm
from members.models import Affiliation, Institution, Invitation, User
from members.reading.access import get_reader, reader_for_affiliation
from members.reading.access_messages import FORMER_MESSAGES, access_message, former_affiliation_message

State = Affiliation.State
MAX_FOUND = 20


def _user(request: HttpRequest) -> Any:
    return request.user


@read_only
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show whether the user may read and why, where they belong, and links to everything else."""
    user = _user(request)
    mine = list(user.affiliations.select_related("institution").prefetch_related("institution__memberships"))
    return render(
        request,
        "members/account.html",
        {
            "message": access_message(get_reader(request)),
            "addresses": EmailAddress.objects.filter(user=user).order_by("-primary", "email"),
            "affiliations": [_row(user, found) for found in mine if found.state not in FORMER_MESSAGES],
            "former": [(found, former_affiliation_message(found)) for found in mine if found.state in FORMER_MESSAGES],
        },
    )


def _row(user: User, affiliation: Affiliation) -> tuple[Affiliation, Any]:
    return affiliation, access_message(reader_for_affiliation(user, affiliation))


@login_required
def change_name(request: HttpRequest) -> HttpResponse:
    """Change the name of the user."""
    form = NameForm(request.POST or None, instance=_user(request))
    if form.is_valid():
        form.save()
        messages.success(request, _("Your name is saved."))
        return redirect("account")
    return render(request, "members/name.html", {"form": form})


@read_only
@login_required
def find_institution(request: HttpRequest) -> HttpResponse:
    """Find the institution that the user works for."""
    query = request.GET.get("q", "").strip()[:200]
    found = Institution.objects.public().matching(query).exclude(affiliations__in=_open_affiliations(request))
    shown = list(found[: MAX_FOUND + 1]) if query else []
    context = {"query": query, "found": shown[:MAX_FOUND], "has_more": len(shown) > MAX_FOUND}
    return render(request, "members/find_institution.html", context)


def _open_affiliations(request: HttpRequest) -> Any:
    return _user(request).affiliations.filter(state__in=[State.ACTIVE, State.PENDING])


@login_required
def request_affiliation(request: HttpRequest, slug: str) -> HttpResponse:
    """Request to be added to an institution."""
    institution = get_object_or_404(Institution.objects.public(), slug=slug)
    form = RequestForm(request.POST or None)
    if not form.is_valid():
        return render(request, "members/request_affiliation.html", {"institution": institution, "form": form})
    try:
        affiliation = automatic_affiliation.request_to_join(
            user=_user(request), institution=institution, note=form.cleaned_data["note"]
        )
    except services.AffiliationError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _request_message(affiliation))
    return redirect("account")


def _request_message(affiliation: Affiliation) -> str:
    if affiliation.state == State.ACTIVE:
        return _("You belong to %s now: your address shows that you work there.") % affiliation.institution
    return _("The association knows of your request. It writes to you as soon as it has decided.")


@login_required
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave an institution, or withdraw a request, after a confirmation."""
    affiliation = get_object_or_404(_open_affiliations(request), institution__slug=slug)
    if request.method == "POST":
        services.leave(affiliation=affiliation)
        messages.success(request, _("You do not belong to %s any more.") % affiliation.institution)
        return redirect("account")
    context = {"affiliation": affiliation, "is_last": services.is_last_coordinator(affiliation)}
    return render(request, "members/leave.html", context)


def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation to anybody who has its link; only its addressee can accept it."""
    found = get_object_or_404(Invitation.objects.select_related("institution", "invited_by"), token=token)
    if request.method == "POST" and request.user.is_authenticated:
        return _accept(request, found)
    context = {
        "invitation": found,
        "is_mine": request.user.is_authenticated and invitations.is_addressed_to(found, request.user),
        "back": urlencode({"next": request.path}),
        "sign_up": urlencode({"next": request.path, "email": found.email}),
    }
    return render(request, "members/invitation.html", context, status=200 if found.is_open else 410)


def _accept(request: HttpRequest, found: Invitation) -> HttpResponse:
    try:
        invitations.accept(invitation=found, user=_user(request))
    except services.AffiliationError as problem:
        messages.error(request, str(problem))
        return redirect(request.path)
    messages.success(request, _("Welcome: you belong to %s now.") % found.institution)
    return redirect("account")


@login_required
@read_only
def second_factor(request: HttpRequest) -> HttpResponse:
    """Explain that the editorial desk requires a second factor; redirect to it once that is set up."""
    after = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(after, allowed_hosts=None):
        after = reverse("wagtailadmin_home")
    if not lacks_second_factor(_user(request)):
        return redirect(after)
    return render(request, "members/second_factor.html", {"after": after})


@login_required
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End a session of the user."""
    session = get_object_or_404(UserSession, pk=pk, user=_user(request))
    is_current = session.is_current()
    end_sessions(request, [session])
    messages.success(request, _("That session is over."))
    return redirect("account_login" if is_current else "usersessions_list")


def log_in_for_desk(request: HttpRequest) -> HttpResponse:
    """Lead to the log-in of everybody, and from there to the desk unless the address names another page."""
    query = request.GET.copy()
    query.setdefault("next", reverse("wagtailadmin_home"))
    return redirect(f"{reverse('account_login')}?{query.urlencode()}")


@read_only
def log_in_for_page(request: HttpRequest) -> HttpResponse:
    """Log in for a page with a view restriction; users who are logged in already learn that it is not for them."""
    if request.user.is_authenticated:
        return render(request, "members/not_for_you.html", status=403)
    return redirect(f"{reverse('account_login')}?{request.GET.urlencode()}")
