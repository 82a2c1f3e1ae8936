"""The sizes in which a picture is offered to feeds and to programs; templates name their own."""

from typing import Any

# Few enough to be made quickly, close enough together that no reader loads twice what the screen shows.
FILTERS = ("width-400|format-webp", "width-800|format-webp", "width-1600|format-webp")


def renditions(image: Any) -> list[Any]:
    """Give the picture in every size, the smallest first; sizes that are missing are made."""
    made = image.get_renditions(*FILTERS)
    return [made[spec] for spec in FILTERS]
