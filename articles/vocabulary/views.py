"""Pages of the desk on which the vocabulary is changed: each shows what will happen, and asks once."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_required

from articles import content_sources
from articles.editing.permissions import visible_to
from articles.models import Trend
from articles.vocabulary.filing import pieces_naming
from articles.vocabulary.forms import MergeForm, OtherTrendForm, RetireForm
from articles.vocabulary.merge import VocabularyError, merge, preview_merge
from articles.vocabulary.retire import retire
from articles.vocabulary.split import Place, split

CHANGE = "articles.change_trend"
PIECES_A_PAGE = 50


def frame(title: str) -> dict[str, Any]:
    """Return what the head of a page below the list of trends shows."""
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("wagtailsnippets_articles_trend:list"), "label": _("Trends")},
        {"url": "", "label": title},
    ]
    return {"page_title": title, "header_icon": "tag", "breadcrumbs_items": crumbs}


def _context(trend: Trend, title: str, **more: Any) -> dict[str, Any]:
    return {"trend": trend, "page_subtitle": trend.name, **frame(title), **more}


def _edit_url(trend: Trend) -> str:
    return reverse("wagtailsnippets_articles_trend:edit", args=[trend.pk])


@permission_required(CHANGE)
def merge_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the trend that stays, see what will change, confirm."""
    trend = get_object_or_404(Trend, pk=pk)
    form = MergeForm(trend, request.POST or None)
    context = _context(trend, _("Merge into another trend"), form=form)
    if not form.is_valid():
        return render(request, "articles/vocabulary/merge.html", context)
    other = form.cleaned_data["other"]
    if "confirmed" not in request.POST:
        return render(request, "articles/vocabulary/merge.html", context | {"counts": preview_merge(trend, other)})
    return _merged(request, trend, other)


def _merged(request: HttpRequest, trend: Trend, other: Trend) -> HttpResponse:
    name = trend.name
    try:
        merge(trend, other, user=request.user)
    except VocabularyError as error:
        messages.error(request, str(error))
        return redirect("wagtailsnippets_articles_trend:list")
    messages.success(request, _("“%(old)s” is now a synonym of “%(new)s”.") % {"old": name, "new": other.name})
    return redirect(_edit_url(other))


@permission_required(CHANGE)
def retire_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a successor if there is one, see what carries the trend, confirm."""
    trend = get_object_or_404(Trend, pk=pk)
    form = RetireForm(trend, request.POST or None)
    if form.is_valid() and "confirmed" in request.POST:
        retire(trend, form.cleaned_data["other"], user=request.user)
        messages.success(request, _("“%s” is retired.") % trend.name)
        return redirect(_edit_url(trend))
    pieces = sum(len(pieces_naming(source, trend)) for source in content_sources.registered())
    context = _context(trend, _("Retire a trend"), form=form, pieces=pieces)
    return render(request, "articles/vocabulary/retire.html", context)


@permission_required(CHANGE)
def split_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the other trend, then where each piece belongs, page by page."""
    trend = get_object_or_404(Trend, pk=pk)
    form = OtherTrendForm(trend, request.POST if request.method == "POST" else request.GET or None)
    context = _context(trend, _("Split a trend"), form=form)
    if not form.is_valid():
        return render(request, "articles/vocabulary/split.html", context)
    other = form.cleaned_data["other"]
    if request.method == "POST":
        return _split(request, trend, other)
    pages = Paginator(_pieces(trend, request.user), PIECES_A_PAGE)
    rows = pages.get_page(request.GET.get("p"))
    return render(request, "articles/vocabulary/split.html", context | {"other": other, "rows": rows, "places": Place})


def _pieces(trend: Trend, user: Any) -> list[Any]:
    """Return the pieces that the user may see, articles first."""
    found: list[Any] = []
    for source in content_sources.registered():
        keys = pieces_naming(source, trend)
        known = visible_to(user, source.page.objects.filter(pk__in=keys))
        found += known.only("title", "slug", "live", "path", "depth").order_by("-pk")
    return found


def _split(request: HttpRequest, trend: Trend, other: Trend) -> HttpResponse:
    places = {f"{place}" for place in Place}
    chosen = {
        int(name.removeprefix("piece-")): Place(place)
        for name, place in request.POST.items()
        if name.startswith("piece-") and name.removeprefix("piece-").isdecimal() and place in places
    }
    try:
        changed = split(trend, other, chosen, user=request.user)
    except VocabularyError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(count)s pieces are filed under “%(name)s”.") % {"count": changed, "name": other})
    return redirect(f"{reverse('vocabulary_split', args=[trend.pk])}?other={other.pk}")


URLS: list[URLPattern] = [
    path("vocabulary/<int:pk>/merge/", merge_view, name="vocabulary_merge"),
    path("vocabulary/<int:pk>/retire/", retire_view, name="vocabulary_retire"),
    path("vocabulary/<int:pk>/split/", split_view, name="vocabulary_split"),
]
