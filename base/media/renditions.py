"""The image sizes on public pages; templates use the same."""

from collections.abc import Collection
from typing import Any

from django.db.models import Prefetch, Q

from base.models import Rendition

# Wide enough for every column of the site, for feeds and for programs.
WIDTHS = ("width-480|format-webp", "width-960|format-webp", "width-1600|format-webp")
CARD = ("fill-480x320|format-webp", "fill-960x640|format-webp")
# The phone sizes of both, see base/templatetags/pictures.py.
PHONE_WIDTHS = ("width-480|format-avif", "width-720|format-avif")
PHONE_CARD = ("fill-480x320|format-avif", "fill-720x480|format-avif")
# For programs that choose a format themselves; they are made with the others, never while one asks.
FURTHER_FORMATS = {"image/avif": PHONE_WIDTHS, "image/jpeg": ("width-960|format-jpeg",)}
SOCIAL = "fill-1200x630|format-jpeg"
# Any image may be used in an article and on its card; the others are used as their names say.
ANYWHERE = (*WIDTHS, *CARD, *PHONE_WIDTHS, *PHONE_CARD, *FURTHER_FORMATS["image/jpeg"], SOCIAL)
PORTRAIT = "fill-240x240|format-webp"
LOGO = "max-320x160|format-webp"
COVER = ("width-240|format-webp", "width-400|format-webp", "width-640|format-webp")
SOCIAL_COVER = "max-1200x1200|format-jpeg"


def renditions(image: Any) -> list[Any]:
    """Return the renditions of all widths, smallest first; missing ones are made."""
    made = image.get_renditions(*WIDTHS)
    return [made[spec] for spec in WIDTHS]


def further_renditions(image: Any) -> dict[str, list[Any]]:
    """Return the existing renditions in each further format, smallest first; none is made."""
    made = {rendition.filter_spec: rendition for rendition in image.renditions.all()}
    found = {kind: [made[spec] for spec in specs if spec in made] for kind, specs in FURTHER_FORMATS.items()}
    return {kind: renditions for kind, renditions in found.items() if renditions}


def prefetch_renditions(relation: str, specs: Collection[str], *, in_all: Collection[int] = ()) -> Prefetch[Any]:
    """Prefetch some renditions of images, and all renditions of the images in `in_all`.

    Use no other size: Wagtail takes renditions that were not prefetched for missing, and makes them.
    """
    wanted = Rendition.objects.filter(Q(filter_spec__in=specs) | Q(image__in=in_all))
    return Prefetch(relation, wanted)
