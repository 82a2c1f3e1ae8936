"""The OpenAPI description of the API, as the standard wants it and as the API behaves."""

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, JsonResponse
from wagtail.api.v3.errors import PROBLEM_JSON

from base.views import read_only
from dimensions.api.routes import api
from dimensions.api.strictness import LARGEST_OFFSET

PROBLEM = "ProblemDetail"
PROBLEMS = {
    400: "The request cannot be understood.",
    401: "A token is missing, unknown, expired or revoked.",
    403: "Whoever the token stands for may not do this.",
    404: "There is nothing at this address, or nothing that may be seen.",
    409: "Something else stands in the way.",
    413: "The body is too large.",
    415: "The body is of another type than the API takes.",
    422: "A parameter or a field is missing, unknown or wrong; `errors` names each.",
}
MOST = {"limit": settings.WAGTAILAPI_LIMIT_MAX, "offset": LARGEST_OFFSET}
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
    """Return the OpenAPI description, with “no token needed” written as the standard wants it, and all refusals."""
    described = api.get_openapi_schema()
    described["servers"] = [{"url": settings.WAGTAILADMIN_BASE_URL}]
    described["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    described["components"]["schemas"][PROBLEM] = PROBLEM_SCHEMA
    for path, operations in described["paths"].items():
        for method in [method for method, operation in operations.items() if not _has_address(operation)]:
            del operations[method]
        for method, operation in operations.items():
            _describe(path, method, operation)
    # Help texts of models are translated when somebody reads them.
    plain: dict[str, Any] = json.loads(json.dumps(described, cls=DjangoJSONEncoder))
    return plain


def _has_address(operation: dict[str, Any]) -> bool:
    """Whether anything stands there: Wagtail has an empty list of types for what no snippet can do."""
    schemas = [one["schema"] for one in operation.get("parameters", []) if one["in"] == "path"]
    return not any(schema.get("const") == "" or schema.get("enum") == [""] for schema in schemas)


def _describe(path: str, method: str, operation: dict[str, Any]) -> None:
    needs = operation.get("security", [])
    operation["security"] = [{} if "AllowAnonymous" in need else {"token": []} for need in needs]
    for status in _refusals(path, method, operation):
        content = {PROBLEM_JSON: {"schema": {"$ref": f"#/components/schemas/{PROBLEM}"}}}
        operation["responses"].setdefault(str(status), {"description": PROBLEMS[status], "content": content})
    for parameter in operation.get("parameters", []):
        if most := MOST.get(parameter["name"]):
            parameter["schema"]["maximum"] = most


def _refusals(path: str, method: str, operation: dict[str, Any]) -> set[int]:
    """Return the statuses with which an operation may refuse."""
    wants_token = {} not in operation["security"]
    found = {400, 401, 404, 422}
    if wants_token or path.endswith("/pdf/"):
        found.add(403)
    if method != "get":
        found |= {403, 409, 413, 415}
    return found


@read_only
def openapi(request: HttpRequest) -> JsonResponse:
    """The description of the API for programs."""
    return JsonResponse(description())
