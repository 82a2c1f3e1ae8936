"""Tokens at the desk: Wagtail's views, extended by scope and expiry."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.models import APIToken
from wagtail.users.utils import user_can_manage_token
from wagtail.users.views import api_tokens

from members.accounts.token_forms import DeskTokenForm
from members.accounts.tokens import grant_of, make_token


def _scope(token: APIToken) -> str:
    return str(grant_of(token).get_scope_display())


def _end(token: APIToken) -> Any:
    return grant_of(token).expires_at


class TokenIndexView(api_tokens.IndexView):
    """The list, with scope and end."""

    @cached_property
    def columns(self) -> list[Column]:
        """Add two columns to those of Wagtail."""
        *others, revoked = super().columns
        scope = Column("scope", label=_("Scope"), accessor=_scope)
        return [*others, scope, Column("expires_at", label=_("Expires"), accessor=_end), revoked]

    def get_queryset(self) -> Any:
        """Return the tokens with their grants."""
        return super().get_queryset().select_related("grant")


class TokenCreateView(api_tokens.CreateView):
    """The form, with scope and end."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Make the token and show it, this once."""
        chosen = form.cleaned_data
        if not user_can_manage_token(self.request.user, chosen["user"], "wagtailcore.add_apitoken"):
            raise PermissionDenied
        self.object, secret = make_token(**chosen)
        template, context = "wagtailusers/api_tokens/created.html", self.get_created_context(secret)
        response = TemplateResponse(self.request, template, context)
        response["Cache-Control"] = "private, no-store"
        return response


class TokenViewSet(api_tokens.APITokenViewSet):
    """Wagtail's pages of tokens, with ours for the list and the form."""

    index_view_class = TokenIndexView
    add_view_class = TokenCreateView

    def get_form_class(self, for_update: bool = False) -> Any:
        """Return our form for a new token; an existing token can only be renamed."""
        return super().get_form_class(for_update=True) if for_update else DeskTokenForm


def replace_viewset() -> None:
    """Replace Wagtail's viewset by ours; Wagtail looks it up by this name when the desk starts, without a setting."""
    api_tokens.APITokenViewSet = TokenViewSet
