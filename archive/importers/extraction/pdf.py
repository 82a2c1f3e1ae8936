"""Open PDFs with PDFium, and render their pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image

from archive.importers.parsing.records import ImportProblemError

SCAN_HEIGHT = 1600  # pixels: the small print of a letter page stays legible when a reader zooms in
SCAN_WIDEST = 3200
MOST_PAGES = 1000
SCANNED_LETTERS = 20  # fewer than this on a page with a picture: a scan without text
TAIL = 8192
REASONS = {
    # PDFium's message for a valid file without pages, unless its process has met a broken file before.
    raw.FPDF_ERR_SUCCESS: "has no pages: save it again with the pages of the issue",
    raw.FPDF_ERR_PASSWORD: "is encrypted: save it without a password",
    raw.FPDF_ERR_SECURITY: "is encrypted in a way that cannot be read: save it without protection",
    raw.FPDF_ERR_FILE: "cannot be read: check its permissions",
}


@contextmanager
def opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF and close it again. Raise ImportProblemError if it is not a PDF or is damaged."""
    _look_at_bytes(path)
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        reason = REASONS.get(error.err_code, "is broken: open it in a PDF program and save it again")
        raise ImportProblemError(f"{path.name} {reason}") from error
    with document:
        if len(document) > MOST_PAGES:
            raise ImportProblemError(
                f"{path.name} has {len(document)} pages, an issue at most {MOST_PAGES}: check the file"
            )
        yield document


def _look_at_bytes(path: Path) -> None:
    """Detect damage that PDFium would silently repair."""
    with path.open("rb") as file:
        head = file.read(1024)
        size = file.seek(0, 2)
        file.seek(max(0, size - TAIL))
        tail = file.read()
    if not size:
        raise ImportProblemError(f"{path.name} is empty: copy it again")
    if b"%PDF-" not in head:
        raise ImportProblemError(f"{path.name} is no PDF: check that it is the right file")
    if b"%%EOF" not in tail:
        raise ImportProblemError(f"{path.name} is cut off, its end is missing: copy it again")


def is_scan(page: pypdfium2.PdfPage, letters: int) -> bool:
    """Return whether a page is a scan: a picture with hardly any text."""
    if letters >= SCANNED_LETTERS:
        return False
    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def render(page: pypdfium2.PdfPage, *, height: int = SCAN_HEIGHT) -> Image.Image:
    """Return the picture of a page, at that height unless it would be unreasonably wide."""
    wide, high = page.get_size()
    if wide <= 0 or high <= 0:
        raise ImportProblemError("a page has no size: save the PDF again in the program that made it")
    bitmap = page.render(scale=min(height / high, SCAN_WIDEST / wide), rev_byteorder=True, prefer_bgrx=False)
    try:
        return bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()
