"""Views of the installation rather than the magazine."""

from errno import ENAMETOOLONG

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import cache_control, never_cache
from django.views.static import serve
from wagtail.models import Page
from wagtail.views import serve as serve_page

from articles.site_structure import route
from base.views import bare_page, read_only
from dimensions.operating.readiness import readiness
from home.models import HomePage


@read_only
def page(request: HttpRequest, path: str) -> HttpResponseBase:
    """A page, served by Wagtail but routed in fewer queries."""
    found = route(request, path)
    if not path and (found is None or type(found.page) is Page) and not HomePage.objects.exists():
        return no_front_page(request)
    request._wagtail_route_for_request = found  # type: ignore[attr-defined]  # Wagtail's own cache
    answer: HttpResponseBase = serve_page(request, path)
    return answer


def no_front_page(request: HttpRequest) -> HttpResponse:
    """Instructions for a database without a front page."""
    return bare_page("no_front_page.html", status=503)


@read_only
@cache_control(public=True, max_age=31_536_000, s_maxage=300, immutable=True)
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """An image; a changed one has another name, so browsers may cache it for ever.

    Shared caches drop it soon, because it may become gated.
    """
    try:
        return serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:
        if error.errno == ENAMETOOLONG:
            raise Http404 from error
        raise


@read_only
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """The readiness of all parts, for monitoring; names what does not work, and reveals no secrets."""
    parts = readiness()
    status = 200 if set(parts.values()) == {"ok"} else 503
    text = "".join(f"{part}: {state}\n" for part, state in parts.items())
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


@read_only
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Liveness of the application and its database, for load balancers and process managers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
