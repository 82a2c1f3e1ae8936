"""The form for a file or pasted text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.conversion import ConversionError, convert_pasted
from desk.drafting.files import DocumentField


class TextForm(forms.Form):
    """Converts the input during validation, so that errors appear at its field."""

    file = DocumentField(
        required=False,
        label=_("A file"),
        help_text=_("From Word (.docx), LibreOffice (.odt) or a text editor (.md, .txt, .html), at most 20 MB."),
    )
    pasted = forms.CharField(
        required=False,
        label=_("Or paste it here"),
        help_text=_("From Google Docs, Word or a spreadsheet; headings, lists, links, tables and footnotes stay."),
        widget=forms.Textarea(attrs={"rows": 8, "data-pasted-text": ""}),
    )
    replace = forms.BooleanField(
        required=False,
        label=_("Take the place of what is in the draft"),
        help_text=_("Otherwise it is added at the end. The draft as it is now stays in its history."),
    )

    def clean(self) -> dict[str, Any]:
        """Add the conversion."""
        data: dict[str, Any] = super().clean() or {}
        if not (data.get("file") or data.get("pasted") or self.errors):
            self.add_error("file", _("Choose a file, or paste a text."))
        try:
            data["conversion"] = None if self.errors else data["file"] or convert_pasted(data["pasted"])
        except ConversionError as error:
            self.add_error("pasted", str(error))
        return data
