"""OpenSearch for browsers (https://github.com/dewitt/opensearch): description, and suggestions."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from base.views import read_only
from search.suggesting.suggested import suggested

TERMS = "?q={searchTerms}"


@read_only
def description(request: HttpRequest) -> HttpResponse:
    """Describe the search of this magazine."""
    results = request.build_absolute_uri(reverse("search")) + TERMS
    suggestions = request.build_absolute_uri(reverse("search_suggestions")) + TERMS
    addresses = {"results": results, "suggestions": suggestions}
    return render(request, "search/description.xml", addresses, content_type="application/opensearchdescription+xml")


@read_only
def suggestions_for_browsers(request: HttpRequest) -> JsonResponse:
    """Return the typed text, then lists of titles, types and URLs."""
    typed = request.GET.get("q", "")
    found = suggested(typed, request)
    urls = [request.build_absolute_uri(entry["url"]) for entry in found]
    lists = [[entry["title"] for entry in found], [entry["kind"] for entry in found], urls]
    response = JsonResponse([typed, *lists], safe=False, content_type="application/x-suggestions+json")
    response["Cache-Control"] = "public, max-age=60"
    return response
