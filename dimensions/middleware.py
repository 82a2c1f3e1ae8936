"""What happens to every answer of the installation."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXT = ("text/", "application/json", "application/xml", "application/javascript")
TEXT_SUFFIXES = ("+xml", "+json")


def _is_text(content_type: str) -> bool:
    kind = content_type.partition(";")[0]
    return kind.startswith(TEXT) or kind.endswith(TEXT_SUFFIXES)


class CompressTextMiddleware(GZipMiddleware):
    """Compresses text; pictures and films are small already, and compressing them again costs time."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress what gets smaller."""
        if _is_text(response.get("Content-Type", "")):
            return super().process_response(request, response)
        return response
