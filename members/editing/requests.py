"""Requests to be added to an institution, which membership managers decide."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_required
from wagtail.admin.ui.components import Component

from members.affiliations import services
from members.affiliations.forms import DecisionForm
from members.models import Affiliation
from members.permissions import DECIDE_REQUESTS

MAX_ON_DASHBOARD = 5
HEADING = gettext_lazy("Requests")


def pending_requests() -> Any:
    """Return undecided requests, oldest first."""
    return Affiliation.objects.pending().select_related("user", "institution").order_by("created_at")


@permission_required(DECIDE_REQUESTS)
def list_requests(request: HttpRequest) -> HttpResponse:
    """List the pending requests, with the notes of the people."""
    rows = [(affiliation, DecisionForm(auto_id=f"id_{affiliation.pk}_%s")) for affiliation in pending_requests()]
    context = {"rows": rows, "page_title": HEADING, "header_icon": "mail"}
    return render(request, "members/editing/requests.html", context)


@permission_required(DECIDE_REQUESTS)
@require_POST
def decide_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or refuse one request."""
    affiliation = get_object_or_404(Affiliation, pk=pk)
    is_approved = "approve" in request.POST
    message = request.POST.get("words", "")[:600].strip()
    try:
        services.decide(affiliation=affiliation, is_approved=is_approved, message=message)
    except services.AffiliationError as problem:
        messages.error(request, str(problem))
    else:
        text = _("%(person)s belongs to %(place)s now.") if is_approved else _("%(person)s was not added to %(place)s.")
        messages.success(request, text % {"person": affiliation.user, "place": affiliation.institution})
    return redirect("membership_requests")


class RequestsPanel(Component):
    """The requests on the dashboard of a membership manager."""

    name = "membership-requests"
    template_name = "members/editing/requests_panel.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the oldest requests, and how many there are."""
        found = pending_requests()
        return {
            "rows": found[:MAX_ON_DASHBOARD],
            "total": found.count(),
            "name": self.name,
            "heading": _("Requests to be added"),
        }
