"""Whether the session of an editor lasts, asked by a page that could not save."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token


def session(request: HttpRequest) -> JsonResponse:
    """Return the token that forms need; whoever is not logged in is led to the log-in, as everywhere in the desk."""
    return JsonResponse({"csrf_token": get_token(request)})
