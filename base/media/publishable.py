"""Conversion of uploaded images for publication: no metadata, and pixels from which all renditions can be made."""

import io
from pathlib import PurePath
from typing import IO, Any

from django.core.files.base import ContentFile
from PIL import ExifTags, Image, ImageFile
from pillow_heif import register_heif_opener

register_heif_opener()

# EXIF, XMP, IPTC and comments contain the camera's location, owner and serial number.
METADATA = {"exif", "xmp", "photoshop", "comment", "Comment", "XML:com.adobe.xmp", "Raw profile type exif"}
FORMATS = {"AVIF", "GIF", "HEIF", "JPEG", "PNG", "TIFF", "WEBP"}
MODES = {"1", "L", "LA", "P", "RGB", "RGBA"}
SIXTEEN_BIT = {"I", "I;16", "I;16B", "I;16L", "I;16N"}
SUFFIXES = {"JPEG": ".jpg", "PNG": ".png"}
PHOTOGRAPHIC = {"CMYK", "LAB", "RGB", "YCbCr"}
SAVE_OPTIONS: dict[str, dict[str, Any]] = {
    # The tables of the file itself, so that only the metadata is lost.
    "JPEG": {"quality": "keep", "subsampling": "keep"},
    "WEBP": {"quality": 95, "method": 4},
    "AVIF": {"quality": 90},
    "HEIF": {"quality": 90},
    "PNG": {"optimize": True},
}


def publishable(file: IO[bytes], name: str) -> ContentFile | None:
    """Return an image without metadata but orientation and colour profile; None if it needs no change.

    16-bit, CMYK and Lab pixels become 8-bit grey and RGB, the first page of a TIFF a JPEG, or a PNG if it is no
    photograph. The file is read from its start and left open. Raise Pillow's errors for a file that cannot be
    read to its end.
    """
    file.seek(0)
    with Image.open(file) as image:
        if image.format not in FORMATS or is_publishable(image):
            return None
        image_format = _published_format(image)
        suffix = PurePath(name).suffix if image_format == image.format else SUFFIXES[image_format]
        return ContentFile(_rewritten(image, image_format), str(PurePath(name).with_suffix(suffix)))


def is_publishable(image: ImageFile.ImageFile) -> bool:
    """Return whether an open image has a web format, ordinary pixels, and no metadata but orientation."""
    tags = set(image.getexif()) - {ExifTags.Base.Orientation}
    text = METADATA & {name for name, value in image.info.items() if value} - {"exif"}
    return image.format != "TIFF" and image.mode in MODES and not tags and not text


def _published_format(image: ImageFile.ImageFile) -> str:
    if image.format != "TIFF":
        return str(image.format)
    return "JPEG" if image.mode in PHOTOGRAPHIC else "PNG"


def _rewritten(image: ImageFile.ImageFile, image_format: str) -> bytes:
    exif = Image.Exif()
    if orientation := image.getexif().get(ExifTags.Base.Orientation):
        exif[ExifTags.Base.Orientation] = orientation
    pixels, content = _with_ordinary_pixels(image), io.BytesIO()
    options = SAVE_OPTIONS.get(image_format, {}) if pixels is image and image_format == image.format else {}
    if image_format == image.format and getattr(image, "n_frames", 1) > 1:
        options = {**options, "save_all": True}
    if pixels is image:
        options = {**options, "icc_profile": image.info.get("icc_profile")}
    for name in METADATA & set(image.info):
        del image.info[name]
    pixels.save(content, image_format, exif=exif, **options)
    return content.getvalue()


def _with_ordinary_pixels(image: ImageFile.ImageFile) -> Image.Image:
    if image.mode in MODES:
        return image
    if image.mode in SIXTEEN_BIT:
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image.convert("RGB")
