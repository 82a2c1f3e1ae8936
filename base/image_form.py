"""The form of a picture in the editor."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm


class MagazineImageForm(BaseImageForm):
    """Says what the description is for, and keeps the permission note small."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].help_text = _(
                "What the picture shows, for readers who do not see it: a published article needs it."
            )
        if "permission_note" in self.fields:
            self.fields["permission_note"].widget.attrs["rows"] = 3
