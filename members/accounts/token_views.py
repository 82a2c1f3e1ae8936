"""Views in which users create, list and revoke their API tokens."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from base.views import personal
from members.accounts.desk_access import require_second_factor
from members.accounts.token_forms import OwnTokenForm
from members.accounts.tokens import MOST_TOKENS, make_token, revoke_token, tokens_of
from members.models import Scope


@personal
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_tokens(request: HttpRequest) -> HttpResponse:
    """List the user's tokens, and create one, which is shown only once."""
    user: Any = request.user
    form = OwnTokenForm(request.POST or None, user=user)
    if form.is_valid() and _has_room(form, user):
        return _make(request, form.cleaned_data)
    context = {"form": form, "tokens": tokens_of(user)}
    return render(request, "members/tokens.html", context, status=422 if form.errors else 200)


def _has_room(form: OwnTokenForm, user: Any) -> bool:
    if tokens_of(user).count() < MOST_TOKENS:
        return True
    form.add_error(None, _("You have %d tokens, which is the limit: revoke one first.") % MOST_TOKENS)
    return False


@sensitive_variables("secret")
def _make(request: HttpRequest, chosen: dict[str, Any]) -> HttpResponse:
    user: Any = request.user
    scope = chosen.get("scope", Scope.READ)
    if scope == Scope.WRITE:
        require_second_factor(user)
    token, secret = make_token(user=user, name=chosen["name"], scope=scope, days=chosen["days"])
    return render(request, "members/token_made.html", {"token": token, "secret": secret})


@login_required
@require_POST
def revoke_own_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a token of the user."""
    token = get_object_or_404(tokens_of(request.user), pk=pk)  # type: ignore[arg-type]  # not a guest
    revoke_token(token=token)
    messages.success(request, _("The token “%s” is revoked: nobody gets anything by it any more.") % token.name)
    return redirect("own_tokens")
