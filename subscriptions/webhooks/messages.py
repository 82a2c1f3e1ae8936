"""The content of webhook messages: a piece, and an event. Never its text, which may be for members only."""

import json
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone

from archive.models import IssuePage
from articles.models import ArticlePage, DossierPage

TYPES: dict[type, tuple[str, str]] = {
    ArticlePage: ("article", "articles"),
    DossierPage: ("dossier", "dossiers"),
    IssuePage: ("issue", "issues"),
}


def body_of(page: Any, event: str, **details: Any) -> tuple[str, str]:
    """Return the type and body of a message about a page, in the format of Standard Webhooks."""
    name, resource = TYPES[type(page)]
    kind = f"{name}.{event}"
    data = {
        "id": str(page.public_id),
        "page_id": page.pk,
        "type": name,
        "title": page.title,
        "url": _absolute(page.get_url() or ""),
        "api_url": _absolute(f"/api/v3/{resource}/{page.public_id}/"),
        "access": str(getattr(page, "access", "open")),
        **details,
    }
    said = {"type": kind, "timestamp": timezone.now().isoformat(), "data": data}
    return kind, json.dumps(said, ensure_ascii=False)


def _absolute(path: str) -> str:
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path) if path else ""
