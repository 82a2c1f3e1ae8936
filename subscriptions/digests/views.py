"""Views to order a digest without an account, to manage one by its secret URL, or in an account."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from base.views import personal, read_only, secret_address
from subscriptions.digests import services
from subscriptions.digests.forms import AskForm, FrequencyForm, OwnDigestForm
from subscriptions.models import Digest


@personal
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Order a digest; the response is the same whether an address is known or not.

    The form is on stored pages, without a CSRF token. Forging a request gains nothing: anybody may type any
    address, and only its owner confirms.
    """
    form = AskForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "subscriptions/ask.html", {"form": form})
    email = form.cleaned_data["email"].lower()
    if not ratelimit.consume(request, action="digest", key=email):
        return ratelimit.respond_429(request)
    services.ask(email=email, frequency=form.cleaned_data["frequency"])
    return redirect("digest_asked")


@read_only
def asked(request: HttpRequest) -> HttpResponse:
    """Show that the confirmation link was mailed."""
    return render(request, "subscriptions/asked.html")


@secret_address
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, key: str) -> HttpResponse:
    """The page of one digest. Opening it changes nothing, so that programs that follow links do no harm.

    A one-click unsubscription ends it (RFC 8058); it needs no CSRF token, since the URL
    is the secret.
    """
    digest = get_object_or_404(Digest, key=key)
    if request.method == "POST":
        return _change(request, digest)
    return _show(request, digest)


def _change(request: HttpRequest, digest: Digest) -> HttpResponse:
    action = request.POST.get("action", "")
    if action == "confirm":
        services.confirm(digest=digest)
    elif action == "change" and digest.is_running:
        form = FrequencyForm(request.POST, instance=digest)
        if form.is_valid():
            form.save()
    elif action == "end" or "List-Unsubscribe" in request.POST:
        services.end(digest=digest)
    return redirect(digest)


def _show(request: HttpRequest, digest: Digest) -> HttpResponse:
    return render(request, "subscriptions/own.html", {"digest": digest, "form": FrequencyForm(instance=digest)})


@login_required
@require_POST
def set_own(request: HttpRequest) -> HttpResponse:
    """Create or change the digest to the user's own address."""
    user: Any = request.user
    form = OwnDigestForm(request.POST)
    if form.is_valid():
        is_set = services.set_own(user=user, **form.cleaned_data)
        said = _("Your digest goes to %s.") if is_set else _("A mail with a link that begins the digest goes to %s.")
        messages.success(request, said % user.email)
    else:
        messages.error(request, _("Nothing changed: choose how often the digest should come."))
    return redirect("following")


@login_required
@require_POST
def end_own(request: HttpRequest, pk: int) -> HttpResponse:
    """End a digest of the user."""
    user: Any = request.user
    for digest in Digest.objects.filter(user=user, pk=pk):
        services.end(digest=digest)
        messages.success(request, _("No digest goes to %s any more.") % digest)
    return redirect("following")
