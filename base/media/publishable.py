"""Uploaded images as they may be published: without metadata, and in pixels that every rendition can be made of."""

import io
from typing import IO, Any

from django.core.files.base import ContentFile
from PIL import ExifTags, Image, ImageFile

# The position of a camera, its owner and its serial number stand in EXIF, XMP, IPTC and comments.
METADATA = {"exif", "xmp", "photoshop", "comment", "Comment", "XML:com.adobe.xmp", "Raw profile type exif"}
FORMATS = {"AVIF", "JPEG", "PNG", "WEBP"}
MODES = {"1", "L", "LA", "P", "RGB", "RGBA"}
SIXTEEN_BIT = {"I", "I;16", "I;16B", "I;16L", "I;16N"}
SAVE_OPTIONS: dict[str, dict[str, Any]] = {
    # The tables of the file itself, so that only the metadata is lost.
    "JPEG": {"quality": "keep", "subsampling": "keep"},
    "WEBP": {"quality": 95, "method": 4},
    "AVIF": {"quality": 90},
    "PNG": {"optimize": True},
}


def publishable(file: IO[bytes], name: str) -> ContentFile | None:
    """Return an image without metadata but orientation and colour profile; None if it may stay as it is.

    16-bit and CMYK pixels become 8-bit grey and RGB. Animations are left alone. The file is read from its start
    and left open. Raises what Pillow raises for a file that it cannot read to its end.
    """
    file.seek(0)
    with Image.open(file) as image:
        if image.format not in FORMATS or getattr(image, "n_frames", 1) > 1 or is_publishable(image):
            return None
        return ContentFile(_rewritten(image), name)


def is_publishable(image: ImageFile.ImageFile) -> bool:
    """Whether an open image has ordinary pixels, and no metadata but orientation and profile."""
    tags = set(image.getexif()) - {ExifTags.Base.Orientation}
    text = METADATA & set(image.info) - {"exif"}
    return image.mode in MODES and not tags and not text


def _rewritten(image: ImageFile.ImageFile) -> bytes:
    exif = Image.Exif()
    if orientation := image.getexif().get(ExifTags.Base.Orientation):
        exif[ExifTags.Base.Orientation] = orientation
    pixels, content = _with_ordinary_pixels(image), io.BytesIO()
    profile = image.info.get("icc_profile") if pixels is image else None
    options = SAVE_OPTIONS[str(image.format)] if pixels is image else {}
    for name in METADATA & set(image.info):
        del image.info[name]
    pixels.save(content, image.format, exif=exif, icc_profile=profile, **options)
    return content.getvalue()


def _with_ordinary_pixels(image: ImageFile.ImageFile) -> Image.Image:
    if image.mode in MODES:
        return image
    if image.mode in SIXTEEN_BIT:
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image.convert("RGB")
