"""Pagination of lists: limit and offset, and for articles keyset pagination."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Schema
from ninja.errors import HttpError
from wagtail.api.v3.pagination import WagtailLimitOffsetPagination

from articles.keyset import Cursor, CursorConverter
from articles.models import ArticleQuerySet
from page_store.per_generation import once_per_generation

MAX_ARTICLE_OFFSET = 1000


class LimitOffsetPagination(WagtailLimitOffsetPagination):
    """Wagtail's pagination with a limit to the offset; `prefetch` loads what the items of a page need together."""

    class Input(WagtailLimitOffsetPagination.Input):
        """Which page; an offset that no database could count to is refused."""

        limit: int = Field(default=20, ge=1, le=settings.WAGTAILAPI_LIMIT_MAX)
        offset: int = Field(default=0, ge=0, le=1_000_000)

    def __init__(self, prefetch: Callable[[list[Any], HttpRequest], None] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.prefetch = prefetch

    def paginate_queryset(self, queryset: Any, pagination: Any, request: HttpRequest, **params: Any) -> dict[str, Any]:
        """Return one page, and the count of all."""
        page: dict[str, Any] = super().paginate_queryset(queryset, pagination, request, **params)
        return page | {"items": self.load(page["items"], request)}

    def load(self, items: Any, request: HttpRequest) -> list[Any]:
        """Return the items of one page with what was to be prefetched."""
        loaded = list(items)
        if self.prefetch:
            self.prefetch(loaded, request)
        return loaded


class KeysetPagination(LimitOffsetPagination):
    """Keyset pagination of articles, the newest first; each page has the URL of the next.

    To follow it costs the same however long the list is. A database walks through what an offset leaves out,
    so offsets are limited. The count is made once per generation.
    """

    class Input(LimitOffsetPagination.Input):
        """Which page: so many from the beginning, or what comes after a place."""

        before: str | None = Field(
            None, pattern=f"^{CursorConverter.regex}$", description="As `next` of the page before says."
        )

    class Output(Schema):
        """A page; the count is for whoever begins."""

        items: list[Any]
        count: int | None = Field(description="How many there are in all; not said with `before`.")
        next: str | None = Field(description="The address of what is older, if anything is.")

    def paginate_queryset(self, queryset: Any, pagination: Any, request: HttpRequest, **params: Any) -> dict[str, Any]:
        """Return one page, the URL of the next one and, on the first page, the count of all."""
        _check_offset(pagination)
        rest = _older_than(pagination.before, queryset) if pagination.before else queryset
        start = 0 if pagination.before else pagination.offset
        found = list(rest[start : start + pagination.limit + 1])
        items = found[: pagination.limit]
        return {
            "items": self.load(items, request),
            "count": None if pagination.before else _cached_count(queryset, request, **params),
            "next": _next_url(request, items[-1]) if len(found) > len(items) else None,
        }


def _check_offset(pagination: Any) -> None:
    if pagination.offset > MAX_ARTICLE_OFFSET:
        raise HttpError(400, f"offset cannot be higher than {MAX_ARTICLE_OFFSET}: follow “next” to what is older")


def _cached_count(articles: ArticleQuerySet, request: HttpRequest, filters: Any = None, **params: Any) -> int:
    return once_per_generation(request, ("count of articles", str(filters)), articles.count)


def _older_than(cursor: str, articles: ArticleQuerySet) -> ArticleQuerySet:
    try:
        older: ArticleQuerySet = Cursor.read(cursor).older(articles, "published_at")
    except ValueError as error:
        raise HttpError(422, f"There is no moment “{cursor}”.") from error
    return older


def _next_url(request: HttpRequest, last: Any) -> str:
    query = request.GET.copy()
    query.pop("offset", None)
    query["before"] = str(Cursor(last.published_at, last.pk))
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
