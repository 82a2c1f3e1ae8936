"""Whom a reading endpoint answers: everybody, and those who send a token as who they are."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from ninja.errors import HttpError
from wagtail.api.v3.auth import AllowAnonymous, BearerTokenAuth
from wagtail.models import APIToken

UNKNOWN_TOKEN = "This token is unknown, has expired or was revoked: make a new one, or send none."  # noqa: S105 - a sentence


class GivenTokenAuth(BearerTokenAuth):
    """A token that need not be sent; one that is sent and unknown is refused, not taken for nobody's."""

    def authenticate(self, request: HttpRequest, token: str) -> APIToken:
        """Return the token; raise HttpError 401 for one that is unknown."""
        found: APIToken | None = super().authenticate(request, token)
        if found is None:
            request.user = AnonymousUser()
            raise HttpError(401, UNKNOWN_TOKEN)
        return found


READERS = [GivenTokenAuth(), AllowAnonymous()]
