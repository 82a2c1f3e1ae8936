"""The sizes in which pictures are shown to readers; templates name the same."""

from collections.abc import Collection
from typing import Any

from django.db.models import Prefetch, Q

from base.models import Rendition

# Wide enough for every column of the site, for feeds and for programs.
WIDTHS = ("width-480|format-webp", "width-960|format-webp", "width-1600|format-webp")
CARD = ("fill-480x320|format-webp", "fill-960x640|format-webp")
SOCIAL = "fill-1200x630|format-jpeg"
# Any picture may come to stand in an article and on its card; the others stand where their names say.
ANYWHERE = (*WIDTHS, *CARD, SOCIAL)
PORTRAIT = "fill-240x240|format-webp"
LOGO = "max-320x160|format-webp"
COVER = ("width-240|format-webp", "width-400|format-webp", "width-640|format-webp")
SOCIAL_COVER = "max-1200x1200|format-jpeg"


def renditions(image: Any) -> list[Any]:
    """Return the picture in every width, the smallest first; widths that are missing are made."""
    made = image.get_renditions(*WIDTHS)
    return [made[spec] for spec in WIDTHS]


def prefetch_renditions(relation: str, specs: Collection[str], *, in_all: Collection[int] = ()) -> Prefetch[Any]:
    """Load pictures along in some sizes, and a few of them, told by their keys, in all of theirs.

    Show them in no other size: Wagtail takes what was not loaded along for missing, and makes it.
    """
    wanted = Rendition.objects.filter(Q(filter_spec__in=specs) | Q(image__in=in_all))
    return Prefetch(relation, wanted)
