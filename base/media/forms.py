"""The form of an image."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import Image as PILImage
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

KINDS = _("JPEG, PNG, WebP, AVIF, HEIC, TIFF or GIF")
MILLION = 1_000_000


class WholeImageField(WagtailImageField):
    """Says of a file whose pixels cannot be read that it is damaged, where Wagtail passes on the error."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages["invalid_image_extension"] = format_lazy(
            _("Pictures of this kind are not taken here. Save it as {kinds}."), kinds=KINDS
        )

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
        except ValidationError as error:
            raise ValidationError(self._too_many_pixels(f), code=error.code) from error
        except (OSError, SyntaxError, ValueError) as error:
            raise ValidationError(
                _(
                    "The file “%s” is damaged or not complete: its picture cannot be read to the end. "
                    "Fetch it again from where it came, and upload it then."
                )
                % f.name,
                code="damaged",
            ) from error

    def _too_many_pixels(self, f: Any) -> str:
        sentence = _(
            "“%(name)s” has %(pixels)s pixels; a picture may have up to %(most)d million. "
            "Save a smaller copy, and upload that."
        )
        most = (self.max_image_pixels or PILImage.MAX_IMAGE_PIXELS or 0) // MILLION
        return sentence % {"name": f.name, "pixels": _pixels(f), "most": most}


def _pixels(f: Any) -> str:
    """Return the number of pixels in words; Pillow refuses to count those of the largest pictures."""
    try:
        width, height = f.image.get_size()
    except (PILImage.DecompressionBombWarning, PILImage.DecompressionBombError):
        return _("more than %d million") % ((PILImage.MAX_IMAGE_PIXELS or 0) // MILLION)
    return _("%d million") % -(-width * height * f.image.get_frame_count() // MILLION)


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
