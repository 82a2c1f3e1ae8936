"""The vocabulary as a file, in the desk."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.auth import permission_required

from articles.vocabulary.exchange import csv_file, skos_file
from articles.vocabulary.exchange.records import NotReadableError, Problem, TermRecord
from articles.vocabulary.exchange.save import save_terms, terms
from articles.vocabulary.views import CHANGE, frame

MOST_BYTES = 5_000_000
MOST_PROBLEMS = 50


class FileForm(forms.Form):
    """A file with terms."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV with the columns of the export, or SKOS in RDF/XML. Other terms stay as they are."),
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large for a vocabulary."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file has more than 5 MB; divide it."))
        return file


@permission_required(CHANGE)
def export_csv(request: HttpRequest) -> HttpResponse:
    """The vocabulary for a spreadsheet."""
    return _download(csv_file.write_terms(terms()), "text/csv; charset=utf-8", "trends.csv")


@permission_required(CHANGE)
def export_skos(request: HttpRequest) -> HttpResponse:
    """The vocabulary for a catalogue."""
    content = skos_file.write_terms(terms(), request.build_absolute_uri(reverse("trends")))
    return _download(content, "application/rdf+xml", "trends.rdf")


def _download(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@permission_required(CHANGE)
def import_view(request: HttpRequest) -> HttpResponse:
    """Take a file, all of it or nothing."""
    form = FileForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if form.is_valid():
        problems = _import(request, form.cleaned_data["file"].read())
        if not problems:
            return redirect("wagtailsnippets_articles_trend:list")
    context = {
        "form": form,
        "problems": problems[:MOST_PROBLEMS],
        "further": max(0, len(problems) - MOST_PROBLEMS),
        **frame(_("Import and export trends")),
    }
    return render(request, "articles/vocabulary/exchange.html", context)


def _import(request: HttpRequest, content: bytes) -> list[str]:
    """Save a file, and return its problems."""
    try:
        records, found = _read(content)
    except NotReadableError as error:
        return [str(error)]
    if found:
        return list(map(str, found))
    report = save_terms(records)
    if not report.problems:
        said = _("%(made)s trends are new, %(changed)s have been gone through.")
        messages.success(request, said % {"made": report.made, "changed": report.changed})
    return list(map(str, report.problems))


def _read(content: bytes) -> tuple[list[TermRecord], list[Problem]]:
    is_xml = content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<"
    return skos_file.read_terms(content) if is_xml else csv_file.read_terms(content)


URLS: list[URLPattern] = [
    path("vocabulary/exchange/", import_view, name="vocabulary_exchange"),
    path("vocabulary/export.csv", export_csv, name="vocabulary_csv"),
    path("vocabulary/export.rdf", export_skos, name="vocabulary_skos"),
]
