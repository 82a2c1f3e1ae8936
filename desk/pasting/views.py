"""Views that import text from a file or the clipboard into a draft, and report changes."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import ArticlePage
from desk.pasting.forms import TextForm
from desk.pasting.services import add_to_draft

REPORT = "imported_text"


def import_text(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take a text; afterwards, the same address shows the report until the next one."""
    article = get_object_or_404(ArticlePage, pk=page_id)
    permissions = article.permissions_for_user(request.user)
    if not permissions.can_edit() or permissions.page_locked():
        raise PermissionDenied
    form = TextForm(request.POST, request.FILES) if request.method == "POST" else TextForm()
    if form.is_valid():
        return _import(request, article, form.cleaned_data)
    return render(request, "desk/pasting/import.html", _context(request, article, form))


def _import(request: HttpRequest, article: ArticlePage, data: dict[str, Any]) -> HttpResponse:
    conversion = data["conversion"]
    add_to_draft(article=article, conversion=conversion, user=request.user, replace=data["replace"])
    counts = {"blocks": len(conversion.blocks), "comments": len(conversion.comments)}
    remarks = [str(remark) for remark in conversion.report]
    request.session[REPORT] = {
        "article": article.pk,
        "remarks": remarks,
        "pictures": len(conversion.pictures),
        **counts,
    }
    return redirect("import_text", article.pk)


def _context(request: HttpRequest, article: ArticlePage, form: TextForm) -> dict[str, Any]:
    report = request.session.get(REPORT) if request.method == "GET" else None
    edit_url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    return {
        "form": form,
        "media": form.media,
        "article": article,
        "edit_url": edit_url,
        "report": report if report and report["article"] == article.pk else None,
        "page_title": _("Import a text"),
        "page_subtitle": article.get_admin_display_title(),
        "header_icon": "doc-full",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": edit_url, "label": article.get_admin_display_title()},
            {"url": "", "label": _("Import a text")},
        ],
    }
