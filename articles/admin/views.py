"""Small answers for the editor."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from articles.models import Trend

COMPLETIONS = 12


@require_safe
def trend_completion(request: HttpRequest) -> JsonResponse:
    """Trends whose name or a synonym contains what was typed; the label shows why."""
    term = request.GET.get("term", "").strip()
    found = (
        Trend.objects.choosable().matching(term).prefetch_related("synonyms")[:COMPLETIONS] if term else []
    )
    return JsonResponse([{"value": trend.name, "label": _label(trend, term)} for trend in found], safe=False)


def _label(trend: Trend, term: str) -> str:
    because = [s.name for s in trend.synonyms.all() if term.casefold() in s.name.casefold()]
    by_name = term.casefold() in trend.name.casefold()
    return trend.name if by_name or not because else f"{trend.name} ({', '.join(because)})"
