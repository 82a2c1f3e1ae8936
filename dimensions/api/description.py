"""The OpenAPI description of the API, corrected to follow the standard and the behaviour of the API."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, JsonResponse
from wagtail.api.v3.errors import PROBLEM_JSON

from base.views import read_only
from dimensions.api.routes import api
from dimensions.api.strictness import LARGEST_OFFSET
from dimensions.api.wording import WORDING
from dimensions.api.writing.conditions import IF_MATCH
from dimensions.api.writing.idempotency import KEY

PROBLEM = "ProblemDetail"
NO_TOKEN = {"AllowAnonymous", "SessionOrAnonymous"}  # the names of the classes that require none
IS_PAGE = "/pages/{page_id}/"
CHANGES = ("PatchSchema", "PatchMetaSchema")
PROBLEMS = {
    400: "The request cannot be understood.",
    401: "A token is missing, unknown, expired or revoked.",
    403: "Whoever the token stands for may not do this.",
    404: "There is nothing at this address, or nothing that may be seen.",
    409: "Something else stands in the way.",
    412: "The page is not any more what `If-Match` says.",
    413: "The body is too large.",
    415: "The body is of another type than the API takes.",
    429: "Too many requests; `Retry-After` says how many seconds to wait.",
    422: "A parameter or a field is missing, unknown or wrong; `errors` names each.",
}
MOST = {"limit": settings.WAGTAILAPI_LIMIT_MAX, "offset": LARGEST_OFFSET}
TAG = {"schema": {"type": "string"}, "description": "The state of the page, for `If-Match`."}
HEADERS = {
    IF_MATCH: "The `ETag` that you got with the page: changes nothing where somebody else has changed it since (412).",
    KEY: "A text of your own, such as a UUID: the same request with the same key is carried out once within 24 hours, "
    "and gets the same answer each time.",
}
PROBLEM_SCHEMA = {
    "type": "object",
    "title": PROBLEM,
    "description": "Why a request was refused (RFC 9457).",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "description": "The kind of problem; `about:blank` when the status says it."},
        "title": {"type": "string", "description": "The name of the status."},
        "status": {"type": "integer", "description": "The status of the answer."},
        "detail": {"type": "string", "description": "What is wrong, in a sentence."},
        "errors": {
            "type": "array",
            "description": "Each mistake with its place (`loc`) and a sentence (`msg`).",
            "items": {"type": "object", "additionalProperties": True},
        },
    },
    "example": {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is no such article.",
    },
}


@cache
def description() -> dict[str, Any]:
    """Return the OpenAPI description, with optional tokens as the standard has them, and with all error responses."""
    described = api.get_openapi_schema()
    described["servers"] = [{"url": settings.WAGTAILADMIN_BASE_URL}]
    described["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    described["components"]["schemas"][PROBLEM] = PROBLEM_SCHEMA
    for path, operations in described["paths"].items():
        for method in [method for method, operation in operations.items() if not _has_address(operation)]:
            del operations[method]
        for method, operation in operations.items():
            _describe(path, method, operation)
    for name, schema in described["components"]["schemas"].items():
        _name(schema.get("properties", {}).items())
        if name.endswith(CHANGES):
            _drop_defaults(schema)
    # Help texts of models are lazy translations.
    plain: dict[str, Any] = json.loads(json.dumps(described, cls=DjangoJSONEncoder))
    return plain


def _has_address(operation: dict[str, Any]) -> bool:
    """Return whether an operation can be called: Wagtail lists no types for what no snippet can do."""
    schemas = [one["schema"] for one in operation.get("parameters", []) if one["in"] == "path"]
    return not any(schema.get("const") == "" or schema.get("enum") == [""] for schema in schemas)


def _describe(path: str, method: str, operation: dict[str, Any]) -> None:
    needs = operation.get("security", [])
    operation["security"] = [{} if NO_TOKEN & need.keys() else {"token": []} for need in needs]
    for status in _refusals(path, method, operation):
        content = {PROBLEM_JSON: {"schema": {"$ref": f"#/components/schemas/{PROBLEM}"}}}
        operation["responses"].setdefault(str(status), {"description": PROBLEMS[status], "content": content})
    operation.setdefault("parameters", []).extend(_headers(path, method))
    for body in operation.get("requestBody", {}).get("content", {}).values():
        # Client generators do not understand the default of an object; each of its properties has its own.
        body["schema"].pop("default", None)
    if (method == "get" and path.endswith(IS_PAGE)) or (method != "get" and "/pages/" in path):
        _describe_tag(operation)
    _name((parameter["name"], parameter) for parameter in operation.get("parameters", []))
    for parameter in operation.get("parameters", []):
        if most := MOST.get(parameter["name"]):
            parameter["schema"].setdefault("maximum", most)


def _drop_defaults(schema: dict[str, Any]) -> None:
    """Drop the defaults of new objects: a field that a change does not name stays as it is."""
    for field in schema.get("properties", {}).values():
        field.pop("default", None)


def _name(things: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """Describe parameters or properties that have the same name everywhere."""
    for name, thing in things:
        if name in WORDING:
            thing["description"] = thing.get("description") or WORDING[name]


def _headers(path: str, method: str) -> list[dict[str, Any]]:
    """Return the request headers of an operation that writes."""
    names = [IF_MATCH] if method != "get" and IS_PAGE in path else []
    names += [KEY] if method == "post" else []
    schema = {"type": "string", "minLength": 1, "maxLength": 255}
    return [{"in": "header", "name": name, "description": HEADERS[name], "schema": schema} for name in names]


def _describe_tag(operation: dict[str, Any]) -> None:
    """Add the ETag header to the responses that represent a page."""
    for status in {"200", "201"} & {str(status) for status in operation["responses"]}:
        operation["responses"][int(status)].setdefault("headers", {})["ETag"] = TAG


def _refusals(path: str, method: str, operation: dict[str, Any]) -> set[int]:
    """Return the error statuses of an operation."""
    wants_token = {} not in operation["security"]
    found = {400, 401, 404, 422, 429}
    if wants_token or path.endswith("/pdf/"):
        found.add(403)
    if method != "get":
        found |= {403, 409, 412, 413, 415} if IS_PAGE in path else {403, 409, 413, 415}
    return found


@read_only
def openapi(request: HttpRequest) -> JsonResponse:
    """The description of the API for programs."""
    return JsonResponse(description())
