"""A preview on the front end of somebody else's making, beside the preview on this site."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_headless_preview.models import HeadlessPreviewMixin
from wagtail_headless_preview.settings import headless_preview_settings

FRONT_END = "front-end"


class FrontEndPreviewMixin(HeadlessPreviewMixin):
    """Offers a second preview when the installation names a front end."""

    preview_here = [("", _("On this site"))]

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Where the draft can be looked at."""
        if headless_preview_settings.CLIENT_URLS:
            return [*self.preview_here, (FRONT_END, _("On the front end"))]
        return self.preview_here

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft in the wanted place."""
        if mode_name == FRONT_END:
            return super().serve_preview(request, mode_name)
        return Page.serve_preview(self, request, mode_name)
