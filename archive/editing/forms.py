"""Forms of the archivist's desk: they accept only PDFs, and link stored files to the view that serves them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from articles.editing.form_fields import TrendField

# Readers look for the mark in the first 1024 bytes (ISO 32000-1, annex H, note 13).
MARK, WITHIN = b"%PDF-", 1024


class GatedFileInput(forms.ClearableFileInput):
    """A file field that links to the view serving the file: a gated file has no URL of its own."""

    template_name = "archive/editing/gated_file_input.html"

    def is_initial(self, value: Any) -> bool:
        """Return whether the field already has a stored file."""
        return bool(value and getattr(value, "instance", None))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the address of that view."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        address = value.instance.pdf_address if self.is_initial(value) and value.instance.pk else ""
        context["widget"]["address"] = address
        return context


class PdfForm(WagtailAdminPageForm):
    """A page with a PDF."""

    def clean_pdf(self) -> Any:
        """Refuse a file that is not a PDF."""
        file = self.cleaned_data.get("pdf")
        if isinstance(file, UploadedFile):
            file.seek(0)
            start = file.read(WITHIN)
            file.seek(0)
            if MARK not in start:
                raise ValidationError(_("“%s” is not a PDF: save it as PDF and choose that file.") % file.name)
        return file


class IssueForm(PdfForm):
    """Checks an issue."""


class ArchivedArticleForm(PdfForm):
    """Checks an archived article; its trends must be in the vocabulary, as for articles."""

    trends = TrendField(
        required=False,
        label=_("Trends"),
        help_text=_("Type a few letters of a term or of a synonym to find it."),
    )
