"""A preview on the front end of somebody else's making, beside the preview on this site."""

from datetime import timedelta
from typing import Any, Self

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_headless_preview.models import HeadlessPreviewMixin
from wagtail_headless_preview.settings import headless_preview_settings

FRONT_END = "front-end"
LIFETIME = timedelta(days=1)


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

    @classmethod
    def previewed_with(cls, token: str) -> Self | None:
        """Find the draft behind a token; gives nothing for a token that is forged or older than a day."""
        try:
            cls.get_preview_signer().unsign(token, max_age=LIFETIME)
        except BadSignature:
            return None
        draft: Self | None = cls.get_page_from_preview_token(token)
        return draft
