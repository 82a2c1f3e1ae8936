"""The step with the text: typed, or imported from a document with its pictures and comments."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.conversion import Conversion, convert_pasted
from desk.drafting import body
from desk.drafting.comments import add_comments
from desk.drafting.files import DocumentField
from desk.drafting.length import length_of, too_long
from desk.drafting.markdown import markdown_from
from desk.drafting.placing import add_missing
from desk.models import Piece
from desk.submissions.forms import StepForm
from desk.submissions.pictures import add_picture, next_number

# More remarks than this tell the author nothing new.
MOST_REMARKS = 12


class LinesField(forms.CharField):
    """Ends lines as the saved text does, where browsers send two signs for each end."""

    def to_python(self, value: Any) -> str:
        """Return the text."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class TextForm(StepForm):
    """The text, typed or as a file; `problems` names what of a file was changed or left out."""

    goes_wide = True

    # Without a maxlength: browsers would cut what is pasted without a word.
    text = LinesField(
        label=gettext_lazy("Your text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "data-grows": "", "data-writing": ""}),
    )
    file = DocumentField(label=gettext_lazy("Or a file"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a text that is too long, unless a file takes its place."""
        data: dict[str, Any] = super().clean() or {}
        if "file" not in self.files and (sentence := too_long(_("This text"), length_of(data.get("text", "")))):
            self.add_error("text", sentence)
        return data

    def kept(self) -> dict[str, Any]:
        """Return the saved values of this step."""
        return {"text": body.text_of(self.draft.body)}

    def apply(self, piece: Piece, draft: Any) -> None:
        """Set the text as the body; a file replaces what is in the field."""
        if conversion := self.cleaned_data["file"]:
            self._import(piece, draft, conversion)
        else:
            draft.body = body.body_from(self.cleaned_data["text"], draft.body)
        add_missing(piece, draft)

    def _import(self, piece: Piece, draft: Any, conversion: Conversion) -> None:
        blocks = conversion.with_pictures(self._keep_pictures(piece, conversion))
        draft.body = json.dumps(blocks)
        add_comments(draft, conversion.comments, blocks, piece.owner)
        said = _remarks(conversion)
        self.problems += said[:MOST_REMARKS]
        if len(said) > MOST_REMARKS:
            self.problems.append(_("And %d more changes of this kind.") % (len(said) - MOST_REMARKS))

    def _keep_pictures(self, piece: Piece, conversion: Conversion) -> dict[int, int]:
        """Return the keys of the pictures that could be saved, by their index in the file."""
        keys = {}
        for position, picture in enumerate(conversion.pictures):
            file = SimpleUploadedFile(picture.name, picture.content)
            try:
                kept = add_picture(piece, file, next_number(piece), alt=picture.alt)
            except ValidationError as error:
                self.problems += error.messages
            else:
                keys[position] = kept.image_id
        return keys


def _remarks(conversion: Conversion) -> list[str]:
    return [str(remark) for remark in conversion.report if not remark.is_for_the_desk]


def markdown_of_pasted(html: str) -> tuple[str, list[str]]:
    """Return pasted content in the notation of the field, and what was left out. Raise ConversionError.

    Pictures and tables are only imported from files: the field cannot store them before it is saved.
    """
    conversion = convert_pasted(html)
    texts = [block["value"] for block in conversion.blocks if body.is_text(block)]
    remarks = _remarks(conversion)[:MOST_REMARKS]
    if len(texts) < len(conversion.blocks):
        remarks.append(_("Pictures and tables are not taken from the clipboard: send them as a file, below."))
    return "\n\n".join(map(markdown_from, texts)), remarks
