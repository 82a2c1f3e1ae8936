"""Documents of word processors and text editors, converted while a form is checked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from desk.conversion import Conversion, ConversionError, convert
from desk.conversion.packages import MOST_BYTES

ACCEPTED = ".docx,.odt,.md,.markdown,.txt,.html,.htm"
# Somebody waits for the answer.
SECONDS = 30


class DocumentField(forms.FileField):
    """Takes a document and returns its conversion, so that a refusal stands at the field."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> Conversion | None:
        """Return the conversion, None without a file; raise ValidationError with the sentence of the converter."""
        file = super().clean(data, initial)
        try:
            # One byte more than is taken says that there is too much, without reading all of it.
            return convert(file.name, file.read(MOST_BYTES + 1), seconds=SECONDS) if file else None
        except ConversionError as error:
            raise ValidationError(str(error)) from error
