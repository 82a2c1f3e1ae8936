"""Read PDFs with PDFium: words with their places, pictures of pages, and cuts."""

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image

from archive.importers.extraction.reading_order import Piece
from archive.importers.parsing.records import ImportProblemError

SCAN_HEIGHT = 1600  # pixels: the small print of a letter page stays legible when a reader zooms in
SCAN_WIDEST = 3200
MOST_PAGES = 1000
SCANNED_LETTERS = 20  # fewer than this on a page with a picture: a scan without text
TAIL = 8192
WORD = re.compile(r"\S+")
BREAK = re.compile(r"[\r\n]")
REASONS = {
    # What PDFium says of a sound file without pages, unless its process has met a broken file before.
    raw.FPDF_ERR_SUCCESS: "has no pages: save it again with the pages of the issue",
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
        if len(document) > MOST_PAGES:
            raise ImportProblemError(
                f"{path.name} has {len(document)} pages, an issue at most {MOST_PAGES}: check the file"
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
    """Return the runs of words on a page, each on one line and in one column."""
    words = page.get_textpage()
    try:
        found = list(_runs(words))
    finally:
        words.close()
    return found


def _runs(words: pypdfium2.PdfTextPage) -> Iterator[Piece]:
    """Join words until the line ends or a gap opens that is wider than a space."""
    run: list[Piece] = []
    text, end = _letters(words), 0
    for match in WORD.finditer(text):
        for word in _boxed(words, match):
            if run and (BREAK.search(text, end, match.start()) or _is_apart(run[-1], word)):
                yield _piece(run)
                run = []
            run.append(word)
        end = match.end()
    if run:
        yield _piece(run)


def _letters(words: pypdfium2.PdfTextPage) -> str:
    """Return the text one letter for each index; what PDFium gives in one piece may leave some out."""
    handle, unicode_at = words.raw, raw.FPDFText_GetUnicode
    return "".join([chr(unicode_at(handle, index)) for index in range(words.count_chars())])


def _boxed(words: pypdfium2.PdfTextPage, match: re.Match[str]) -> Iterator[Piece]:
    """Return a word with its box; in parts when PDFium left out the space before what stands elsewhere."""
    first, last = _letter(words, match, match.start()), _letter(words, match, match.end() - 1)
    if _are_on_one_line(first, last, len(match[0])):
        yield _joined(match[0], [first, last])
        return
    part: list[Piece] = []
    for letter in (_letter(words, match, index) for index in range(*match.span())):
        if part and _is_apart(part[-1], letter):
            yield _joined("".join(one.text for one in part), part)
            part = []
        part.append(letter)
    yield _joined("".join(one.text for one in part), part)


def _letter(words: pypdfium2.PdfTextPage, match: re.Match[str], index: int) -> Piece:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(words.raw, index, ctypes.byref(box))
    return Piece(match.string[index], box.left, box.bottom, box.right, box.top)


def _are_on_one_line(first: Piece, last: Piece, letters: int) -> bool:
    """Whether two letters can be the ends of one ordinary word, so that those between need no look."""
    size = max(first.size, 1.0)
    is_level = abs(first.bottom - last.bottom) < 0.5 * size and abs(first.top - last.top) < 0.5 * size
    return is_level and -0.1 * size <= last.left - first.left <= letters * size


def _is_apart(last: Piece, one: Piece) -> bool:
    size = max(last.size, 1.0)
    return one.left - last.right > 1.1 * size or one.left < last.left - 2 * size or one.top < last.bottom


def _piece(run: list[Piece]) -> Piece:
    return _joined(" ".join(word.text for word in run), run)


def _joined(text: str, parts: list[Piece]) -> Piece:
    return Piece(
        text=text,
        left=min(part.left for part in parts),
        bottom=min(part.bottom for part in parts),
        right=max(part.right for part in parts),
        top=max(part.top for part in parts),
    )


def is_scan(page: pypdfium2.PdfPage, letters: int) -> bool:
    """Whether a page is the picture of a page, without text."""
    if letters >= SCANNED_LETTERS:
        return False
    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def render(page: pypdfium2.PdfPage, *, height: int = SCAN_HEIGHT) -> Image.Image:
    """Return the picture of a page, of that height unless it would be wider than is sensible."""
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
