"""Rate limits of the API for each client; stored responses cost nothing and are not counted."""

from collections.abc import Callable

# Private to allauth: its public functions do not count GET; guarded by tests/api/test_rate_limits.py.
from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from wagtail.api.v3.errors import problem_response

from dimensions.api.middleware import API
from dimensions.checks import RATE

SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
TOO_MANY = "Too many requests from your address: wait {seconds} seconds. At most {rate} are answered."


class RateLimitMiddleware:
    """Refuses clients that exceed the rate, counted by address as log-ins are.

    It comes after the page store, so that stored responses are not counted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Count the request if the installation has a limit."""
        rate = settings.API_RATE_LIMIT
        if not rate or not request.path.startswith(API) or _consume(request, rate):
            return self.get_response(request)
        return _refusal(rate)


def _consume(request: HttpRequest, rate: str) -> bool:
    config = {"api": ",".join(f"{one.strip()}/ip" for one in rate.split(","))}
    return bool(ratelimit.consume(request, app="dimensions.api", action="api", config=config, limit_get=True))


def _refusal(rate: str) -> HttpResponse:
    seconds = longest(rate)
    response = problem_response(status=429, detail=TOO_MANY.format(seconds=seconds, rate=rate))
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response


def longest(rates: str) -> int:
    """Return the seconds after which a client may certainly ask again."""
    found = [RATE.fullmatch(rate.strip()) for rate in rates.split(",")]
    return max(int(one["number"] or 1) * SECONDS[one["unit"]] for one in found if one)
