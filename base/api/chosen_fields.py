"""Sparse responses: only the fields that a client requested."""

from typing import Any

from django.http import HttpRequest
from ninja import Schema
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer


def choose_fields(request: HttpRequest, item: type[Schema], asked: str | None) -> None:
    """Limit the items of a response to some fields. Raise ValidationError for an unknown one."""
    chosen = asked.split(",") if asked else []
    if unknown := [name for name in chosen if name not in item.model_fields]:
        raise ValidationError([_no_such_field(name, item) for name in unknown])
    request.chosen_fields = chosen  # type: ignore[attr-defined]  # read by the renderer


def _no_such_field(name: str, item: type[Schema]) -> dict[str, Any]:
    sentence = f"There is no field “{name}”. There are: {', '.join(item.model_fields)}."
    return {"type": "enum", "loc": ["query", "fields"], "msg": sentence}


class ChosenFieldsRenderer(JSONRenderer):
    """Writes only the fields that were chosen."""

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> Any:
        """Limit the fields of a list's items; errors and single objects are unchanged."""
        chosen = getattr(request, "chosen_fields", None)
        if chosen and isinstance(data, dict) and "items" in data:
            data = data | {"items": [{name: item[name] for name in chosen} for item in data["items"]]}
        return super().render(request, data, response_status=response_status)
