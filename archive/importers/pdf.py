"""Read PDFs with PDFium: words with their places, pictures of pages, and cuts."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image

from archive.importers.layout import Piece
from archive.importers.records import ImportProblemError

SCAN_HEIGHT = 1600  # pixels: the small print of a letter page stays legible when a reader zooms in
SCAN_WIDEST = 3200
MOST_PAGES = 1000
SCANNED_LETTERS = 20  # fewer than this on a page with a picture: a scan without text
TAIL = 8192
REASONS = {
    raw.FPDF_ERR_PASSWORD: "is encrypted: save it without a password",
    raw.FPDF_ERR_SECURITY: "is encrypted in a way that cannot be read: save it without protection",
    raw.FPDF_ERR_FILE: "cannot be read: check its permissions",
}


@contextmanager
def opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF and close it again; raises ImportProblemError for what is none or not whole."""
    _look_at_bytes(path)
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        reason = REASONS.get(error.err_code, "is broken: open it in a PDF program and save it again")
        raise ImportProblemError(f"{path.name} {reason}") from error
    with document:
        if not 0 < len(document) <= MOST_PAGES:
            raise ImportProblemError(
                f"{path.name} has {len(document)} pages: an issue has 1 to {MOST_PAGES}; check the file"
            )
        yield document


def _look_at_bytes(path: Path) -> None:
    """Recognise what PDFium would try to mend without a word."""
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


@contextmanager
def page_of(document: pypdfium2.PdfDocument, index: int, name: str) -> Iterator[pypdfium2.PdfPage]:
    """Load a page and close it again; raises ImportProblemError."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise ImportProblemError(
            f"{name}: page {index + 1} of the file is broken: save the PDF again in the program that made it"
        ) from error
    try:
        yield page
    finally:
        page.close()


def pieces(page: pypdfium2.PdfPage) -> list[Piece]:
    """Give the runs of characters on a page, each on one line and in one column."""
    words = page.get_textpage()
    try:
        found = list(_runs(words))
    finally:
        words.close()
    return found


def _runs(words: pypdfium2.PdfTextPage) -> Iterator[Piece]:
    """Join characters until the line ends or a gap opens that is wider than a space."""
    run: list[tuple[str, float, float, float, float]] = []
    box = raw.FS_RECTF()
    for index in range(words.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(words, index))
        if letter in "\r\n":
            yield from _piece(run)
            run = []
            continue
        raw.FPDFText_GetLooseCharBox(words, index, ctypes.byref(box))
        if run and not letter.isspace() and _is_apart(run, box):
            yield from _piece(run)
            run = []
        run.append((letter, box.left, box.bottom, box.right, box.top))
    yield from _piece(run)


def _is_apart(run: list[tuple[str, float, float, float, float]], box: raw.FS_RECTF) -> bool:
    last = next((one for one in reversed(run) if not one[0].isspace()), run[-1])
    size = max(last[4] - last[2], 1.0)
    return bool(box.left - last[3] > 1.1 * size or box.left < last[1] - 2 * size or box.top < last[2])


def _piece(run: list[tuple[str, float, float, float, float]]) -> Iterator[Piece]:
    solid = [one for one in run if not one[0].isspace()]
    if solid:
        text = "".join(one[0] for one in run).strip()
        yield Piece(
            text=" ".join(text.split()),
            left=min(one[1] for one in solid),
            bottom=min(one[2] for one in solid),
            right=max(one[3] for one in solid),
            top=max(one[4] for one in solid),
        )


def is_scan(page: pypdfium2.PdfPage, letters: int) -> bool:
    """Whether a page is the picture of a page, without text."""
    if letters >= SCANNED_LETTERS:
        return False
    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def render(page: pypdfium2.PdfPage, *, height: int = SCAN_HEIGHT) -> Image.Image:
    """Give the picture of a page, of that height unless it would be wider than is sensible."""
    wide, high = page.get_size()
    if wide <= 0 or high <= 0:
        raise ImportProblemError("a page has no size: save the PDF again in the program that made it")
    bitmap = page.render(scale=min(height / high, SCAN_WIDEST / wide), rev_byteorder=True, prefer_bgrx=False)
    try:
        return bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()


def cut(document: pypdfium2.PdfDocument, first: int, last: int, to: Path) -> None:
    """Write the pages from one index to another, both included, as a PDF of their own."""
    with pypdfium2.PdfDocument.new() as part:
        part.import_pages(document, list(range(first, last + 1)))
        part.save(to)
