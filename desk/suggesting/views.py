"""Suggestions of trends for the article editor."""

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST

from articles.vocabulary.suggest import suggest_trends


@require_POST
def suggested_trends(request: HttpRequest) -> JsonResponse:
    """Return the names of the trends that the text mentions, with the words that mean them."""
    found = suggest_trends(request.POST.get("text", ""))
    return JsonResponse({"trends": [{"name": one.trend.name, "words": one.words} for one in found]})


URLS = [path("trends/suggested/", suggested_trends, name="suggested_trends")]
