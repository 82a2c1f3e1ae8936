"""Refuse unused input: parameters and fields that nothing reads would be lost silently."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation
from ninja.params.models import QueryModel
from pydantic import BaseModel

from dimensions.api.field_filters import fields_of
from dimensions.api.tokens import operations

JSON = "application/json"
LARGEST_OFFSET = 1_000_000  # beyond it databases stop counting
MANY = {"type", "order"}  # Wagtail accepts these more than once; of our own parameters, lists
Place = tuple[str | int, ...]


def refuse_what_is_not_read(api: NinjaAPI) -> None:
    """Validate the whole request in every operation before it acts.

    Private to Ninja: `_routers`, `Operation.models` and what `QueryModel` stores of its fields; guarded by
    tests/api/test_strictness.py.
    """
    for _prefix, router in api._routers:
        for operation in operations(router):
            operation.view_func = _strict(operation)


def _parameters(operation: Operation) -> frozenset[str]:
    """Return the names of the declared query parameters."""
    models = [model for model in operation.models if issubclass(model, QueryModel)]
    return frozenset(name for model in models for name in _names(model))


def _lists(operation: Operation) -> frozenset[str]:
    """Return the names of the query parameters that may be sent more than once."""
    models = [model for model in operation.models if issubclass(model, QueryModel)]
    return frozenset(MANY).union(*(getattr(model, "__ninja_collection_fields__", ()) for model in models))


def _names(model: type[BaseModel]) -> Sequence[str]:
    return list(getattr(model, "__ninja_flatten_map__", None) or model.model_fields)


def _strict(operation: Operation) -> Callable[..., Any]:
    view, parameters, lists = operation.view_func, _parameters(operation), _lists(operation)

    @wraps(view)
    def checked(request: HttpRequest, **values: Any) -> Any:
        known = parameters | fields_of(operation.operation_id, values)
        errors = [*_query_errors(request, known, lists), *_body_errors(request, values)]
        if errors:
            raise ValidationError(errors)
        return view(request, **values)

    return checked


def _query_errors(request: HttpRequest, known: frozenset[str], lists: frozenset[str]) -> Iterator[dict[str, Any]]:
    for name, values in request.GET.lists():
        if name not in known:
            offered = f"Use {', '.join(sorted(known))}." if known else "This address takes none."
            yield _error(("query", name), f"There is no parameter of this name. {offered}")
        elif name == "offset" and (not values[-1].isdecimal() or int(values[-1][:9]) > LARGEST_OFFSET):
            yield _error(("query", name), f"Input should be a whole number up to {LARGEST_OFFSET}.")
        elif name not in lists and len(values) > 1:
            yield _error(("query", name), "This parameter stands there more than once: send it once.")


def _body_errors(request: HttpRequest, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    bodies = [value for value in values.values() if isinstance(value, BaseModel)]
    if request.method not in {"POST", "PUT", "PATCH"} or not bodies or _is_form(request):
        return
    if request.body and request.content_type != JSON:
        raise HttpError(415, f"The body has to be {JSON}, and its Content-Type has to say so.")
    sent = json.loads(request.body or b"{}")
    for body in bodies:
        yield from _unread(body, sent, ("body",))


def _is_form(request: HttpRequest) -> bool:
    return request.content_type == "multipart/form-data"


def _unread(value: Any, sent: Any, place: Place) -> Iterator[dict[str, Any]]:
    """Yield an error for each field of an object that its schema does not read."""
    if isinstance(value, BaseModel) and isinstance(sent, dict):
        fields = _fields(value)
        for name in sent:
            if name not in fields:
                yield _error((*place, name), f"There is no field of this name{_meant(value, name)}.")
            else:
                yield from _unread(getattr(value, fields[name], None), sent[name], (*place, name))
    elif isinstance(value, list) and isinstance(sent, list):
        for number, (one, part) in enumerate(zip(value, sent, strict=False)):
            yield from _unread(one, part, (*place, number))


def _fields(value: BaseModel) -> dict[str, str]:
    """Return the names by which the fields of an object may be sent, with those of its attributes."""
    config = type(value).model_config
    by_name = config.get("populate_by_name") or config.get("validate_by_name")
    names = {field.alias or name: name for name, field in type(value).model_fields.items()}
    return names | {name: name for name in type(value).model_fields} if by_name else names


def _meant(value: BaseModel, name: str) -> str:
    """Return a hint at the name under which a field must be sent, if it differs from its own."""
    field = type(value).model_fields.get(name)
    return f": write {field.alias}" if field and field.alias else ""


def _error(place: Place, sentence: str) -> dict[str, Any]:
    return {"type": "extra_forbidden", "loc": list(place), "msg": sentence}
