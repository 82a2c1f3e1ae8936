"""Views of the desk for webhooks: endpoints and deliveries."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_required

from base.views import personal
from subscriptions.models import WebhookDelivery, WebhookEndpoint
from subscriptions.webhooks.forms import EndpointForm
from subscriptions.webhooks.services import replay, rotate

MANAGE_WEBHOOKS = "subscriptions.change_webhookendpoint"
HEADING = gettext_lazy("Webhooks")
ON_A_PAGE = 50


@personal
@permission_required(MANAGE_WEBHOOKS)
def list_webhooks(request: HttpRequest) -> HttpResponse:
    """List the endpoints, and add one, whose secret is shown only once."""
    form = EndpointForm(request.POST or None)
    if form.is_valid():
        endpoint = form.save()
        return _show_secret(request, endpoint, endpoint.secret)
    context = {"endpoints": WebhookEndpoint.objects.all(), "form": form}
    return _page(request, "webhooks", HEADING, context)


@permission_required(MANAGE_WEBHOOKS)
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an endpoint with its deliveries, and change it."""
    endpoint = get_object_or_404(WebhookEndpoint, pk=pk)
    form = EndpointForm(request.POST or None, instance=endpoint)
    if form.is_valid():
        _save(form)
        messages.success(request, _("Saved."))
        return redirect("webhook", pk)
    deliveries = Paginator(endpoint.deliveries.all(), ON_A_PAGE).get_page(request.GET.get("p"))
    return _page(request, "webhook", _("Webhook"), {"endpoint": endpoint, "form": form, "deliveries": deliveries})


def _save(form: EndpointForm) -> None:
    """Save the form; reactivating an endpoint resets its failures."""
    endpoint = form.save(commit=False)
    if endpoint.is_active:
        endpoint.failures, endpoint.disabled_at = 0, None
    endpoint.save()


@personal
@permission_required(MANAGE_WEBHOOKS)
@require_POST
def rotate_secret(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a new secret for an endpoint, and show it once."""
    endpoint = get_object_or_404(WebhookEndpoint, pk=pk)
    return _show_secret(request, endpoint, rotate(endpoint=endpoint))


@permission_required(MANAGE_WEBHOOKS)
@require_POST
def delete_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete an endpoint with its history."""
    endpoint = get_object_or_404(WebhookEndpoint, pk=pk)
    endpoint.delete()
    messages.success(request, _("%s is told of nothing any more.") % endpoint.url)
    return redirect("webhooks")


@permission_required(MANAGE_WEBHOOKS)
@require_POST
def replay_delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a message again."""
    delivery = get_object_or_404(WebhookDelivery.objects.select_related("endpoint"), pk=pk)
    if delivery.endpoint.is_active:
        replay(delivery=delivery)
        messages.success(request, _("It is sent once more, with the same id."))
    else:
        messages.error(request, _("This webhook is not active: make it active first."))
    return redirect("webhook", delivery.endpoint_id)


@sensitive_variables("secret")
def _show_secret(request: HttpRequest, endpoint: WebhookEndpoint, secret: str) -> HttpResponse:
    return _page(request, "webhook_secret", _("The secret"), {"endpoint": endpoint, "secret": secret})


def _page(request: HttpRequest, name: str, title: object, context: dict[str, Any]) -> HttpResponse:
    more = {"page_title": title, "header_icon": "link-external"}
    return render(request, f"subscriptions/editing/{name}.html", context | more)


URLS = [
    path("webhooks/", list_webhooks, name="webhooks"),
    path("webhooks/<int:pk>/", webhook, name="webhook"),
    path("webhooks/<int:pk>/secret/", rotate_secret, name="rotate_webhook_secret"),
    path("webhooks/<int:pk>/delete/", delete_webhook, name="delete_webhook"),
    path("webhooks/messages/<int:pk>/replay/", replay_delivery, name="replay_webhook"),
]
