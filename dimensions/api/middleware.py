"""Answer everything under /api/ as HTTP and RFC 9457 have it, also what never reaches an operation."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from wagtail.api.v3.errors import PROBLEM_JSON, problem_response

API = "/api/v3/"
SENTENCES = {
    HTTPStatus.BAD_REQUEST: "The request cannot be understood.",
    HTTPStatus.FORBIDDEN: "This may not be done.",
    HTTPStatus.NOT_FOUND: "There is nothing at this address: /api/v3/docs/ lists what there is.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take {method}: the header Allow says what it takes.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something went wrong here, and whoever runs this was told.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The server cannot save or read at present; nothing was changed. Try again later.",
    HTTPStatus.INSUFFICIENT_STORAGE: "The disk of the server is full: nothing of what was sent was saved.",
}
CHALLENGE = 'Bearer realm="Dimensions"'


class APIMiddleware:
    """Answers HEAD and OPTIONS, errors as problems, and 401 with the way to log in.

    It comes first, so that HEAD has the ETag and the length that GET has.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Leave everything outside the API alone."""
        if not request.path.startswith(API):
            return self.get_response(request)
        return _completed(request, self._asked(request))

    def _asked(self, request: HttpRequest) -> HttpResponse:
        """Ask for HEAD as for GET; the web server leaves the body out."""
        if request.method != "HEAD":
            return self.get_response(request)
        request.method = "GET"
        try:
            return self.get_response(request)
        finally:
            request.method = "HEAD"


def _completed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if "Allow" in response:
        response["Allow"] = _allowed(response["Allow"])
    if request.method == "OPTIONS" and response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return HttpResponse(status=204, headers={"Allow": response["Allow"]})
    if response.status_code == HTTPStatus.UNAUTHORIZED:
        has_token = "Authorization" in request.headers
        response["WWW-Authenticate"] = f'{CHALLENGE}, error="invalid_token"' if has_token else CHALLENGE
    return _as_problem(request, response)


def _allowed(methods: str) -> str:
    named = {method.strip() for method in methods.split(",")} - {""}
    more = {"OPTIONS", "HEAD"} if "GET" in named else {"OPTIONS"}
    return ", ".join(sorted(named | more))


def _as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return an error as a problem; other responses, and problems, are unchanged."""
    if response.status_code < HTTPStatus.BAD_REQUEST or response.get("Content-Type") == PROBLEM_JSON:
        return response
    sentence = SENTENCES.get(HTTPStatus(response.status_code), HTTPStatus(response.status_code).phrase)
    problem = problem_response(status=response.status_code, detail=sentence.format(method=request.method))
    for name, value in response.items():
        if not name.startswith("Content-"):
            problem[name] = value
    return problem
