"""Pictures for phones: in smaller steps, as AVIF, which is half the size of WebP."""

from typing import Any

from django import template
from django.utils.html import format_html
from wagtail.images.models import Filter

from base.media.renditions import PHONE_CARD, PHONE_WIDTHS

register = template.Library()

SHAPES = {"width": PHONE_WIDTHS, "card": PHONE_CARD}
# Up to here a picture is as wide as the screen; wider screens get WebP in larger steps.
PHONE = "(max-width: 40rem)"


SOURCE = '<source type="image/avif" media="{}" srcset="{}" sizes="94vw">'
PRELOAD = (
    '<link rel="preload" as="image" type="image/avif" media="{}" imagesrcset="{}" imagesizes="94vw"'
    ' fetchpriority="high">'
)


@register.simple_tag
def phone_source(image: Any, shape: str) -> str:
    """The `source` of a `picture` for phones; the `img` follows it, in larger sizes.

    It is empty until the worker has made the sizes: that takes too long for a reader to wait.
    """
    return _in(SOURCE, image, shape)


@register.simple_tag
def preload_picture(image: Any, shape: str) -> str:
    """Preload the picture at the top of a page on phones."""
    return _in(PRELOAD, image, shape)


def _in(html: str, image: Any, shape: str) -> str:
    filters = [Filter(spec) for spec in SHAPES[shape]]
    made = image.find_existing_renditions(*filters) if image else {}  # a picture may have been deleted
    if len(made) < len(filters):
        return ""
    by_width = {made[one].width: made[one].url for one in filters}
    return format_html(html, PHONE, ", ".join(f"{url} {width}w" for width, url in by_width.items()))
