"""Requests to be added to an institution, and the membership manager’s answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from members.affiliations import services
from members.affiliations.emails import ANSWERS_REQUESTS
from members.affiliations.forms import AnswerForm
from members.models import Affiliation

ON_THE_DASHBOARD = 5
HEADING = gettext_lazy("Requests")


def waiting() -> Any:
    """The requests that nobody has answered, the oldest first."""
    return Affiliation.objects.pending().select_related("user", "institution").order_by("created_at")


@permission_required(ANSWERS_REQUESTS)
def requests(request: HttpRequest) -> HttpResponse:
    """Every request, with the words of the person."""
    rows = [(affiliation, AnswerForm(auto_id=f"id_{affiliation.pk}_%s")) for affiliation in waiting()]
    context = {"rows": rows, "page_title": HEADING, "header_icon": "mail"}
    return render(request, "members/editing/requests.html", context)


@permission_required(ANSWERS_REQUESTS)
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or refuse one request."""
    affiliation = get_object_or_404(Affiliation, pk=pk)
    is_approved = "approve" in request.POST
    words = request.POST.get("words", "")[:600].strip()
    try:
        services.decide(affiliation=affiliation, is_approved=is_approved, words=words)
    except services.NotNowError as problem:
        messages.error(request, str(problem))
    else:
        said = _("%(person)s belongs to %(place)s now.") if is_approved else _("%(person)s was not added to %(place)s.")
        messages.success(request, said % {"person": affiliation.user, "place": affiliation.institution})
    return redirect("membership_requests")


class RequestsMenuItem(MenuItem):
    """The way to the requests, with their number."""

    def __init__(self) -> None:
        super().__init__(
            HEADING, reverse("membership_requests"), name="membership-requests", icon_name="mail", order=126
        )

    def is_shown(self, request: HttpRequest) -> bool:
        """Only for those who answer."""
        return request.user.has_perm(ANSWERS_REQUESTS)


class RequestsPanel(Component):
    """The requests on the dashboard of whoever answers them."""

    name = "membership-requests"
    template_name = "members/editing/requests_panel.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the oldest requests."""
        found = waiting()
        return {
            "rows": found[:ON_THE_DASHBOARD],
            "total": found.count(),
            "name": self.name,
            "heading": _("Requests to be added"),
        }
