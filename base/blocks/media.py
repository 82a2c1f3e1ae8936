"""Blocks of images, audio, video and files."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock

from base.media.embeds import PLAYERS, player_of

GROUP = _("Pictures and media")
AUDIO = {"mp3", "m4a", "ogg", "wav"}
VIDEO = {"mp4", "webm"}


class FigureBlock(blocks.StructBlock):
    """An image with its caption and credit."""

    image = ImageBlock()
    caption = blocks.CharBlock(required=False, max_length=400)
    credit = blocks.CharBlock(
        required=False, max_length=200, help_text=_("Only where it differs from the picture’s own credit.")
    )
    width = blocks.ChoiceBlock(
        choices=[("column", _("Text column")), ("wide", _("Wide")), ("full", _("Full width"))],
        default="column",
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        group = GROUP
        template = "blocks/figure.html"
        preview_template = "blocks/previews/figure.html"
        description = _("A picture with caption and credit.")
        preview_value = {
            "caption": "The tide table, redrawn by visitors",
            "credit": "Harbor Light",
            "width": "column",
        }


class GalleryItemBlock(blocks.StructBlock):
    """One image of a gallery."""

    image = ImageBlock()
    caption = blocks.CharBlock(required=False, max_length=400)


class GalleryBlock(blocks.StructBlock):
    """Several images that belong together."""

    title = blocks.CharBlock(required=False, max_length=120)
    items = blocks.ListBlock(GalleryItemBlock(), min_num=2, max_num=24)

    class Meta:
        icon = "grip"
        label = _("Gallery")
        group = GROUP
        template = "blocks/gallery.html"
        preview_template = "blocks/previews/gallery.html"
        description = _("Two or more pictures that belong together.")
        preview_value = {"title": "Four prototypes", "items": []}


def _no_player(url: str) -> str:
    return _(
        "“%(url)s” is no page of a site whose player can be shown: %(sites)s. "
        "Copy the address from the page of the video, or upload a file instead."
    ) % {"url": url[:200], "sites": ", ".join(player.name for player in PLAYERS)}


class MediaBlock(blocks.StructBlock):
    """Video or audio, from a file of ours or from a site that plays it, with its transcript."""

    title = blocks.CharBlock(max_length=160)
    url = EmbedBlock(
        required=False,
        max_width=1280,
        label=_("Address"),
        help_text=_("The page of the video or recording on the site that plays it."),
    )
    file = DocumentChooserBlock(required=False, help_text=_("Or a file: mp3, m4a, ogg, wav, mp4, webm."))
    description = blocks.TextBlock(required=False, max_length=600)
    transcript = blocks.RichTextBlock(
        editor="short", help_text=_("Every word that is said, for readers who cannot hear or play it.")
    )

    class Meta:
        icon = "media"
        label = _("Video or audio")
        group = GROUP
        template = "blocks/media.html"
        description = _("Video or sound with its transcript.")
        preview_value = {
            "title": "Listening to the pump room",
            "description": "Two minutes from the basement.",
            "transcript": "<p>(A low hum.) This is the sound that the building makes at night.</p>",
        }

    def clean(self, value: Any) -> Any:
        """Check that there is exactly one thing to play, or none yet in a draft, and that browsers can play it.

        A draft may have an incomplete address: refusing it would keep the whole article from being saved during typing.
        """
        address = value.get("url")
        is_postponed = self.is_deferred_validation and address and address.url.isprintable()
        if address and not is_postponed and not player_of(address.url):
            raise blocks.StructBlockValidationError({"url": ValidationError(_no_player(address.url))})
        value = super().clean(self.normalize({**value, "url": None}) if is_postponed else value)
        value["url"] = address
        url, file = value.get("url"), value.get("file")
        is_missing = not (url or file or self.is_deferred_validation)
        if is_missing or (url and file):
            raise blocks.StructBlockValidationError(
                {"url": ValidationError(_("Give either an address or a file, and not both."))}
            )
        if file and file.file_extension not in AUDIO | VIDEO:
            raise blocks.StructBlockValidationError(
                {"file": ValidationError(_("“%s” is neither sound nor video.") % file.filename)}
            )
        return value

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the media element that plays the file, or the site whose player can be loaded."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        file = value.get("file")
        context["player"] = ("audio" if file.file_extension in AUDIO else "video") if file else "embed"
        context["source"] = player_of(value["url"].url) if value.get("url") else None
        return context


class DownloadBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock()
    title = blocks.CharBlock(required=False, max_length=160, help_text=_("The file’s own title when empty."))
    description = blocks.CharBlock(required=False, max_length=300)

    class Meta:
        icon = "download"
        label = _("File download")
        group = GROUP
        template = "blocks/download.html"
        preview_template = "blocks/previews/download.html"
        description = _("A file to take away.")
        preview_value = {"title": "Prototype checklist", "description": "One page, ready to print."}
