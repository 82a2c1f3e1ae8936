"""Views to follow and unfollow lists, and to see followed ones."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from articles.feeds.channels import magazine_name
from articles.feeds.formats.opml import Outline, opml
from base.sanitize import printable
from base.views import personal, read_only
from subscriptions.digests.forms import OwnDigestForm
from subscriptions.following import followed
from subscriptions.following.followed import TooManyFollowedError, term_at
from subscriptions.models import Digest, Follow, ReaderToken
from subscriptions.personal_feeds.forms import TokenForm


@login_required
@read_only
def following(request: HttpRequest) -> HttpResponse:
    """Show what the user follows, and the three ways in which it reaches them."""
    user: Any = request.user
    context = {
        "followed": followed.followed(user),
        "tokens": ReaderToken.objects.filter(user=user),
        "token_form": TokenForm(),
        "digests": Digest.objects.filter(user=user, confirmed_at__isnull=False),
        "digest_form": OwnDigestForm(instance=Digest.objects.filter(email=user.email.lower(), user=user).first()),
    }
    return render(request, "subscriptions/following.html", context)


@personal
@csrf_exempt
def follow(request: HttpRequest) -> HttpResponse:
    """Follow the list of the pressed button.

    The page with the button is a stored one, so it has no CSRF token. The browser sends the origin of the form
    instead; if it does not, or the user has just logged in, they must confirm.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    address = request.POST.get("list", "")
    if request.user.is_authenticated and _is_sent_by_us(request):
        return _follow(request, address)
    return redirect(f"{reverse('confirm_follow')}?{urlencode({'list': address})}")


def _is_sent_by_us(request: HttpRequest) -> bool:
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_follow(request: HttpRequest) -> HttpResponse:
    """Ask whether the user wants to follow a list."""
    if request.method == "POST":
        return _follow(request, request.POST.get("list", ""))
    address = request.GET.get("list", "")
    return render(request, "subscriptions/confirm_follow.html", {"term": term_at(address), "address": address})


def _follow(request: HttpRequest, address: str) -> HttpResponse:
    term, user = term_at(address), request.user
    try:
        is_new = followed.follow(user=user, term=term)
    except TooManyFollowedError as problem:
        messages.error(request, str(problem))
    else:
        said = _("You follow “%s” now.") if is_new else _("You follow “%s” already.")
        messages.success(request, said % term.name)
    return redirect("following")


@login_required
@require_POST
def stop_following(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop following a list."""
    user: Any = request.user
    for one in Follow.objects.filter(user=user, pk=pk):
        one.delete()
        messages.success(request, _("You do not follow “%s” any more.") % one)
    return redirect("following")


@login_required
@read_only
def followed_opml(request: HttpRequest) -> HttpResponse:
    """The feeds of the followed lists, as a file that reader apps import."""
    terms = followed.followed_terms(request.user)
    if not terms:
        raise Http404
    outlines = [
        Outline(printable(term.name), request.build_absolute_uri(f"{term.path}rss.xml"), term.scope.label)
        for term in terms
    ]
    response = HttpResponse(opml(printable(magazine_name(request)), outlines), content_type="text/x-opml")
    response["Content-Disposition"] = 'attachment; filename="following.opml"'
    return response
