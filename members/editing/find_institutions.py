"""Autocompletion of institutions in forms."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from members.models import Institution

MAX_OFFERED = 12


@require_safe
def find_institutions(request: HttpRequest) -> JsonResponse:
    """Return the labels of institutions whose name or place contains the typed words."""
    words = request.GET.get("q", "")[:100].replace("\x00", "")
    found = Institution.objects.visible_to(request.user).matching(words)[:MAX_OFFERED] if words.strip() else ()
    return JsonResponse({"items": [institution.label for institution in found]})
