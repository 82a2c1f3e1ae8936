"""Pictures of a document in formats that a website shows; what cannot be shown is named in the report."""

import base64
import binascii
import io
import warnings

from PIL import Image, UnidentifiedImageError

from desk.conversion.html.report import Report
from desk.conversion.html.tree import Element
from desk.conversion.records import Picture

SHOWN = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
MOST_PIXELS = 60_000_000
PHOTOGRAPH = {"L": "L", "RGB": "RGB", "CMYK": "RGB", "YCbCr": "RGB", "LAB": "RGB"}
# Those that our own readers hand over; with any other, Pillow would try all that it has.
READ = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP")


class Pictures:
    """Collects the pictures of a document in order of appearance."""

    def __init__(self, report: Report) -> None:
        self.found: list[Picture] = []
        self._report = report

    def add(self, image: Element, handed: dict[str, bytes]) -> int | None:
        """Add the picture of an `img`; return its index, or None if it is unavailable."""
        source = image.get("src") or ""
        content = handed.get(source) or _from_data(source)
        if content is None:
            self._report.add(image, "A picture is not in what was handed in, only its address: upload it yourself.")
            return None
        return self._add(image, content)

    def _add(self, image: Element, content: bytes) -> int | None:
        try:
            ending, shown = _for_the_web(content)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, UnidentifiedImageError):
            self._report.add(
                image,
                "A picture is in a format that websites do not show (such as EMF or WMF), is damaged or far too large, "
                "and was left out: save it as PNG or JPEG and upload it.",
            )
            return None
        if ending == "tiff":
            ending, shown = _from_tiff(shown)
            self._report.add(image, "A picture in TIFF or BMP was converted for the web.")
        alt = (image.get("alt") or "").strip()[:300]
        self.found.append(Picture(f"picture-{len(self.found) + 1}.{ending}", shown, alt))
        return len(self.found) - 1


def _from_data(source: str) -> bytes | None:
    head, comma, data = source.partition(",")
    if not (comma and head.startswith("data:image/") and head.endswith(";base64")):
        return None
    try:
        return base64.b64decode(data, validate=False)
    except binascii.Error:
        return None


def _for_the_web(content: bytes) -> tuple[str, bytes]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(content), formats=READ) as image:
            if image.width * image.height > MOST_PIXELS:
                raise ValueError("too many pixels")
            format_ = str(image.format)
            image.verify()
    return SHOWN.get(format_, "tiff"), content


def _from_tiff(content: bytes) -> tuple[str, bytes]:
    """Return a photograph as JPEG, and an image with few colours or transparency as PNG."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(content), formats=READ) as image:
        mode = PHOTOGRAPH.get(image.mode)
        profile = image.info.get("icc_profile") if mode == image.mode else None
        if mode and image.width * image.height > 250_000:
            image.convert(mode).save(out, "JPEG", quality=90, icc_profile=profile)
            return "jpg", out.getvalue()
        image.convert(mode or "RGBA").save(out, "PNG", icc_profile=profile)
    return "png", out.getvalue()
