"""The feed of one reader, the files of its pieces, and its secret URLs."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from articles.feeds.documents import feed_response, require_format
from articles.models.dates import Period
from base.views import read_only, secret_address
from subscriptions.models import ReaderToken
from subscriptions.personal_feeds.feed import personal_feed
from subscriptions.personal_feeds.forms import TokenForm

MOST_TOKENS = 20
# Files that ask who is asking; an app has no log-in, so it gets them under the address of its feed.
FILES = ("gated-media/", "documents/")


@login_required
@require_POST
@sensitive_variables("token")
def new_token(request: HttpRequest) -> HttpResponse:
    """Make an address and show it, this once."""
    user: Any = request.user
    form = TokenForm(request.POST)
    if refusal := _refusal(form, ReaderToken.objects.filter(user=user)):
        messages.error(request, refusal)
        return redirect("following")
    token = ReaderToken.make(user=user, name=form.cleaned_data["name"])
    names = ("rss.xml", "atom.xml", "feed.json")
    addresses = [request.build_absolute_uri(reverse("personal_feed", args=[token, name])) for name in names]
    return render(request, "subscriptions/token.html", {"name": form.cleaned_data["name"], "addresses": addresses})


def _refusal(form: TokenForm, others: QuerySet[ReaderToken]) -> str:
    if not form.is_valid():
        return _("Say in up to 60 characters which app the address is for.")
    if others.count() >= MOST_TOKENS:
        return _("You have %d addresses, which is the limit: take one back first.") % MOST_TOKENS
    # A page that is loaded again must not make a second address.
    if others.filter(name=(name := form.cleaned_data["name"])).exists():
        return _("You have an address for “%s” already: choose another name, or take that one back.") % name
    return ""


@login_required
@require_POST
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke the URL of a personal feed."""
    user: Any = request.user
    for token in ReaderToken.objects.filter(user=user, pk=pk):
        token.delete()
        messages.success(request, _("The address for “%s” is unknown from now on.") % token)
    return redirect("following")


@secret_address
@read_only
@sensitive_variables("token")
def feed(request: HttpRequest, token: str, name: str, period: Period | None = None) -> HttpResponse:
    """The feed of the reader whose address it is, or all of a month or a day."""
    require_format(name)
    folder = reverse("personal_feed", args=[token, "x"]).removesuffix("x")
    response = feed_response(name, personal_feed(request, _enter(request, token), name, folder, period))
    for file in FILES:
        response.content = response.content.replace(_absolute(request, f"/{file}"), _absolute(request, folder + file))
    return response


def _absolute(request: HttpRequest, path: str) -> bytes:
    return request.build_absolute_uri(path).encode()


@secret_address
@read_only
@sensitive_variables("token")
def file(request: HttpRequest, token: str, path: str) -> HttpResponse:
    """An image or document of a piece, if the reader of this feed may have it."""
    if not path.startswith(FILES):
        raise Http404
    _enter(request, token)
    try:
        match = resolve(f"/{path}")
    except Resolver404 as error:
        raise Http404 from error
    found: HttpResponse = match.func(request, **match.kwargs)
    return found


@sensitive_variables("token")
def _enter(request: HttpRequest, token: str) -> Any:
    """Authenticate the request as the reader of the feed, as an API token would. Raise Http404."""
    found = ReaderToken.objects.of_secret(token)
    if found is None:
        raise Http404
    found.note_use()
    request.user = found.user
    return found.user
