"""Answers that concern the installation, not the magazine."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.views import serve as serve_page

from articles.site_structure import route


def page(request: HttpRequest, path: str) -> HttpResponseBase:
    """A page, served by Wagtail; it is only found in fewer steps."""
    request._wagtail_route_for_request = route(request, path)  # type: ignore[attr-defined]
    answer: HttpResponseBase = serve_page(request, path)
    return answer


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture; a changed picture has another name, so browsers may keep it for ever."""
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """That the application and its database answer; for load balancers and process managers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
