"""Writing AVIF in a fifth of the time, a little larger, and without metadata."""

from typing import Any

from willow.image import AvifImageFile
from willow.plugins.pillow import PillowImage
from willow.registry import registry

SPEED = 9  # 0 to 10; Pillow's default of 6 keeps a worker busy for seconds with a large image


def save_as_avif(self: Any, file: Any, quality: int = 80, lossless: bool = False, **_options: Any) -> AvifImageFile:
    """Write an image to a file in AVIF, with its colour profile."""
    kept = {"icc_profile": profile} if (profile := self.get_icc_profile()) else {}
    self.image.save(file, "AVIF", quality=100 if lossless else quality, speed=SPEED, exif=b"", **kept)
    return AvifImageFile(file)


def register() -> None:
    """Register the method under the name that Wagtail uses."""
    registry.register_operation(PillowImage, "save_as_avif", save_as_avif)
