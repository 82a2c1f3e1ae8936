"""Lists: keyset pagination in one of several orders, with a choice of fields."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.http import urlencode
from ninja import Field, Schema
from ninja.errors import HttpError
from ninja.pagination import PaginationBase
from pydantic import create_model

from base.api import cursors
from base.api.chosen_fields import choose_fields
from page_store.per_generation import once_per_generation

MAX_OFFSET = 1000
MOST_COUNTS = 200  # of lists that differ in their filters
Orderings = Mapping[str, cursors.Order]


class ListPagination(PaginationBase):
    """Keyset pagination; each page has the URL of the next one.

    `orderings` names the possible orders, the default first. `prefetch` loads what the items of a page need
    in bulk. Following `next` costs the same in a list of any length. A database scans what an offset
    skips, so offsets are limited. The count is made once per generation.
    """

    class Output(Schema):
        """A page of the list; pages after a cursor have no count."""

        items: list[Any] = Field(description="What stands on this page, in order.")
        count: int | None = Field(description="How many there are in all; null with `cursor`.", examples=[34])
        next: str | None = Field(
            description="The address of the next page; null on the last one.",
            examples=["https://magazine.example/api/v3/articles/?cursor=WyItcHVibGlzaGVkX2F0Il0"],
        )

    def __init__(
        self,
        *,
        item: type[Schema],
        orderings: Orderings,
        prefetch: Callable[[list[Any], HttpRequest], None] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.item, self.orderings, self.prefetch = item, orderings, prefetch
        self.Input = _parameters(item, orderings)

    def paginate_queryset(self, queryset: Any, pagination: Any, request: HttpRequest, **params: Any) -> dict[str, Any]:
        """Return one page, the URL of the next one and, on the first page, the count of all."""
        choose_fields(request, self.item, pagination.fields)
        order = self.orderings[pagination.ordering]
        rest = queryset.order_by(*order)
        start = _start(pagination)
        if pagination.cursor:
            rest = _after(rest, order, pagination)
        found = list(rest[start : start + pagination.limit + 1])
        items = found[: pagination.limit]
        if self.prefetch:
            self.prefetch(items, request)
        is_last = len(found) == len(items)
        return {
            "items": items,
            "count": None if pagination.cursor else _count(queryset, request, **params),
            "next": None if is_last else _next_url(request, cursors.write(pagination.ordering, order, items[-1])),
        }


def _parameters(item: type[Schema], orderings: Orderings) -> Any:
    """Return the schema of the query parameters of a list."""
    names = tuple(orderings)
    most = settings.WAGTAILAPI_LIMIT_MAX
    fields: dict[str, Any] = {
        "limit": (int, Field(20, ge=1, le=most, description="How many items a page has.")),
        "offset": (int, Field(0, ge=0, description=OFFSET, json_schema_extra={"maximum": MAX_OFFSET})),
        "cursor": (str | None, Field(None, pattern=cursors.PATTERN, description="A place, as `next` says it.")),
        "ordering": (Literal[names], Field(names[0], description="The order; a hyphen begins with the last.")),
        "fields": (str | None, Field(None, pattern=r"^[a-z_]+(,[a-z_]+)*$", max_length=400, description=_of(item))),
    }
    return create_model("ListParameters", __base__=Schema, **fields)


OFFSET = f"Where to begin, up to {MAX_OFFSET}; to read on, follow `next`."


def _of(item: type[Schema]) -> str:
    return f"Only these fields of each item, with commas between them. There are: {', '.join(item.model_fields)}."


def _start(pagination: Any) -> int:
    if pagination.offset > MAX_OFFSET:
        raise HttpError(422, f"offset cannot be higher than {MAX_OFFSET}: follow “next” to what comes after.")
    if pagination.offset and pagination.cursor:
        raise HttpError(422, "A cursor says where to begin: leave out the offset.")
    return int(pagination.offset)


def _after(queryset: QuerySet[Any], order: cursors.Order, pagination: Any) -> QuerySet[Any]:
    try:
        values = cursors.read(pagination.cursor, pagination.ordering, order, queryset)
    except (ValueError, TypeError) as error:
        sentence = f"“{pagination.cursor}” is no place in this list and ordering: take the whole address from “next”."
        raise HttpError(422, sentence) from error
    return cursors.after(queryset, order, values)


def _count(queryset: Any, request: HttpRequest, filters: Any = None, **params: Any) -> int:
    """Return the length of the whole list; cached unless it changes as time passes."""
    if getattr(filters, "changes_by_itself", False):
        return int(queryset.count())
    name = ("count", request.path, str(filters))
    return once_per_generation(request, name, lambda: int(queryset.count()), most=MOST_COUNTS)


def _next_url(request: HttpRequest, cursor: str) -> str:
    query = request.GET.copy()
    query.pop("offset", None)
    query["cursor"] = cursor
    given = sorted((name, value) for name, values in query.lists() for value in values)
    return request.build_absolute_uri(f"{request.path}?{urlencode(given)}")
