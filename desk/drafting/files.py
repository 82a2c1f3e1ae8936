"""Files with a text."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TEXT_FILES = (".md", ".txt")
LARGEST = 2 * 1024 * 1024


class TextFileField(forms.FileField):
    """Takes a file and gives its text."""

    widget = forms.FileInput(attrs={"accept": ",".join(TEXT_FILES)})

    def clean(self, data: Any, initial: Any = None) -> str:
        """Return the text; raises ValidationError for what is no text of a size that somebody wrote."""
        file = super().clean(data, initial)
        return _text_of(file) if file else ""


def _text_of(file: Any) -> str:
    if PurePath(file.name).suffix.lower() not in TEXT_FILES:
        raise ValidationError(
            _("“%s” is not a text file. Save it as .txt or .md, or copy the text into the field.") % file.name
        )
    if file.size > LARGEST:
        raise ValidationError(_("“%s” is larger than 2 MB, which no text of this length is.") % file.name)
    try:
        return str(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValidationError(
            _("“%s” is not written in UTF-8. Save it as UTF-8 text, or copy the text into the field.") % file.name
        ) from error
