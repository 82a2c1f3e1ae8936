"""The search for front ends; its parameters are those of the page."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema
from pydantic import StringConstraints, create_model

from base.api.auth import READERS
from members.reading.access import Reader, get_reader, get_reader_without_vary, mark_no_store
from search.api.schemas import SearchOut, SuggestionsOut
from search.counting import count_query
from search.finding.asked import LAST_PAGE, Asked, frequent_trends, parse_asked
from search.finding.find import Results
from search.finding.narrowing import FacetValues, facet_groups
from search.finding.query import LONGEST_QUERY
from search.indexing.database import current_index
from search.indexing.records import registry
from search.results import lines, pins
from search.sources.facets import GROUPS
from search.suggesting.suggested import suggested
from search.ways_out import ways_out

search = Router(tags=["search"], auth=READERS)

Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=LONGEST_QUERY)]
Value = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=100)]
PARAMETERS: dict[str, Any] = {
    "q": (Text, Field("", description="What is looked for: a phrase in quotation marks, a hyphen before what is not.")),
    "sort": (Literal["relevance", "date"], Field("relevance", description="The best match first, or the newest.")),
    "page": (int, Field(1, ge=1, le=LAST_PAGE, description="Which page of the results.")),
}
FACETS: dict[str, Any] = {
    group.name: (list[Value], Field([], description=f"Values of the facet “{group.label}”; all of them have to hold."))
    for group in GROUPS
}
SearchParameters: Any = create_model("SearchParameters", __base__=Schema, **PARAMETERS, **FACETS)


@search.get("/", response=SearchOut, summary="Search", operation_id="search")
def find(request: HttpRequest, response: HttpResponse, asked: Query[SearchParameters]) -> dict[str, Any]:
    """All matches, with facets and counts; readers of everything also find text of gated pieces."""
    reader, parsed = _reader(request), parse_asked(request.GET)
    with current_index().reading():
        results = parsed.results(reads_all=reader.reads_all)
        answer = _answer(parsed, results, request)
    if parsed.is_first and parsed.query:
        count_query(parsed.query.typed, is_found=bool(results.total) and not results.corrected)
    if reader.reads_all:
        mark_no_store(response)
    return answer


def _reader(request: HttpRequest) -> Reader:
    """Return the reader of the request; with a token no session is looked up."""
    return get_reader(request) if "Authorization" in request.headers else get_reader_without_vary(request)


def _answer(asked: Asked, results: Results, request: HttpRequest) -> dict[str, Any]:
    items = lines(asked.keys(results), results.stems, request)
    return {
        "query": asked.choice.typed,
        "corrected": results.corrected,
        "is_loosened": results.is_loosened,
        "total": results.total,
        "is_estimated": results.found.is_estimated,
        "beyond_facets": results.beyond_facets,
        "page": asked.number,
        "items": items,
        "pins": pins(asked.choice.typed, request) if asked.is_first else [],
        "facets": _facets(facet_groups(results.found, asked.choice, asked.chosen, registry.groups)),
        "ways_out": _ways_out(asked, results, request) if asked.is_anything and not items else [],
        "begin_with": [] if asked.is_anything else frequent_trends(),
        "next": _url(asked, asked.next_page(results), request),
        "previous": _url(asked, asked.number - 1, request),
    }


def _facets(groups: Sequence[FacetValues]) -> list[dict[str, Any]]:
    return [{"name": group.name, "label": str(group.label), "values": [*group.values, *group.more]} for group in groups]


def _ways_out(asked: Asked, results: Results, request: HttpRequest) -> list[dict[str, Any]]:
    found = ways_out(results, asked.choice, asked.chosen)
    return [{"text": way.text, "url": request.path + way.url, "total": way.total} for way in found]


def _url(asked: Asked, page: int | None, request: HttpRequest) -> str | None:
    return request.path + asked.choice.url(page=page) if page else None


class Typed(Schema):
    """The beginning of a name or a title."""

    q: Text = Field("", description="What was typed so far.")


@search.get("/suggestions/", response=SuggestionsOut, summary="Suggestions", operation_id="search_suggestions")
def suggest(request: HttpRequest, typed: Query[Typed]) -> dict[str, Any]:
    """Names and titles that match what was typed so far; the same for every client."""
    return {"items": suggested(typed.q, request)}
