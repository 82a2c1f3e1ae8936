"""Preview on a separate front end, beside the preview on this site."""

from datetime import timedelta
from typing import Any, Self
from urllib.parse import urlsplit

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_headless_preview.models import HeadlessPreviewMixin
from wagtail_headless_preview.settings import headless_preview_settings

FRONT_END = "front-end"
LIFETIME = timedelta(days=1)


def _policy(url: str) -> str:
    """Return the policy of the page that frames the front end; that of the site allows frames only for players.

    The editor could frame the front end itself, but Wagtail then waits ten seconds for messages about the scroll
    position before it shows a change.
    """
    parts = urlsplit(url)
    inline = "style-src 'unsafe-inline'"
    return f"default-src 'none'; {inline}; frame-src {parts.scheme}://{parts.netloc}; frame-ancestors 'self'"


class FrontEndPreviewMixin(HeadlessPreviewMixin):
    """Adds a second preview mode if the installation names a front end."""

    preview_here = [("", _("On this site"))]

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The preview modes of the installation."""
        if headless_preview_settings.CLIENT_URLS:
            return [*self.preview_here, (FRONT_END, _("On the front end"))]
        return self.preview_here

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft on this site or on the front end, depending on the mode."""
        if mode_name == FRONT_END:
            response = super().serve_preview(request, mode_name)
            response["Content-Security-Policy"] = _policy(self.get_client_root_url(request))
            return response
        return Page.serve_preview(self, request, mode_name)

    @classmethod
    def previewed_with(cls, token: str) -> Self | None:
        """Return the draft of a token, or None if the token is forged or older than a day."""
        try:
            cls.get_preview_signer().unsign(token, max_age=LIFETIME)
        except BadSignature:
            return None
        draft: Self | None = cls.get_page_from_preview_token(token)
        return draft
