"""Documents of word processors and text editors, converted while a form is checked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from desk.conversion import Conversion, ConversionError, convert
from desk.conversion.packages import MOST_BYTES
from desk.drafting.length import length_of_blocks, too_long

ACCEPTED = ".docx,.odt,.md,.markdown,.txt,.html,.htm"
# Somebody waits for the answer.
SECONDS = 30


class DocumentField(forms.FileField):
    """Converts an uploaded document, so that errors appear at the field."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})

    def __init__(self, **kwargs: Any) -> None:
        # The converter refuses an empty file with its name.
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Conversion | None:
        """Return the conversion, None without a file. Raise ValidationError with the sentence of the converter."""
        file = super().clean(data, initial)
        try:
            # One byte more than the limit shows that it is exceeded, without reading all of it.
            found = convert(file.name, file.read(MOST_BYTES + 1), seconds=SECONDS) if file else None
        except ConversionError as error:
            raise ValidationError(str(error)) from error
        if found and (sentence := too_long(file.name, length_of_blocks(found.blocks))):
            raise ValidationError(sentence)
        return found
