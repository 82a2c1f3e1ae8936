"""The form of an image."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class WholeImageField(WagtailImageField):
    """Says of a file whose pixels cannot be read that it is damaged, where Wagtail passes on the error."""

    def check_image_file_format(self, f: Any) -> None:
        """Accept both extensions of TIFF, as Wagtail does of JPEG. Raise ValidationError."""
        name = f.name
        f.name = f"{name}f" if name.lower().endswith(".tif") else name
        try:
            super().check_image_file_format(f)
        finally:
            f.name = name

    def check_image_pixel_size(self, f: Any) -> None:
        """Read all pixels. Raise ValidationError."""
        try:
            super().check_image_pixel_size(f)
        except (OSError, SyntaxError, ValueError) as error:
            raise ValidationError(
                _(
                    "The file “%s” is damaged or not complete: its picture cannot be read to the end. "
                    "Fetch it again from where it came, and upload it then."
                )
                % f.name,
                code="damaged",
            ) from error


class MagazineImageForm(BaseImageForm):
    """Refuses damaged files, explains the description, and keeps the permission note small."""

    file = WholeImageField(label=_("File"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].help_text = _(
                "What the picture shows, for readers who do not see it: a published article needs it."
            )
        if "permission_note" in self.fields:
            self.fields["permission_note"].widget.attrs["rows"] = 3
