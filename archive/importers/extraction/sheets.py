"""The printed pages of an issue; a page of the PDF may show two of them side by side."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from archive.importers.extraction.geometry import Box, View
from archive.importers.parsing.records import ImportProblemError

LANDSCAPE = 1.15  # width by height, from which a page may show two


class Sheet(NamedTuple):
    """A printed page: the page of the file that shows it, and its box on the medium, or None for all of it."""

    file_index: int
    box: Box | None = None


def sheets_of(document: pypdfium2.PdfDocument, name: str, *, has_spreads: bool) -> list[Sheet]:
    """Return the printed pages in order. Raise ImportProblemError for a page that cannot be loaded."""
    if not has_spreads:
        return [Sheet(index) for index in range(len(document))]
    return [sheet for index in range(len(document)) for sheet in _halves(document, index, name)]


def _halves(document: pypdfium2.PdfDocument, index: int, name: str) -> list[Sheet]:
    with opened(document, Sheet(index), name) as page:
        view = view_of(page)
    if not is_landscape(view):
        return [Sheet(index)]
    boxes = sorted(_two(view), key=lambda box: view.seen(box)[0])
    return [Sheet(index, box) for box in boxes]


def _two(view: View) -> tuple[Box, Box]:
    """Return the halves of a page on its medium, which may be turned."""
    left, bottom, right, top = view.left, view.bottom, view.right, view.top
    if view.rotation in {90, 270}:
        middle = (bottom + top) / 2
        return (left, bottom, right, middle), (left, middle, right, top)
    middle = (left + right) / 2
    return (left, bottom, middle, top), (middle, bottom, right, top)


def is_landscape(view: View) -> bool:
    """Return whether a page is wide enough to show two printed pages."""
    wide, high = view.size
    return wide >= LANDSCAPE * high


def view_of(page: pypdfium2.PdfPage) -> View:
    """Return the visible part of a page."""
    left, bottom, right, top = page.get_bbox()
    return View(left, bottom, right, top, page.get_rotation())


@contextmanager
def opened(document: pypdfium2.PdfDocument, sheet: Sheet, name: str) -> Iterator[pypdfium2.PdfPage]:
    """Load a printed page and close it again. Raise ImportProblemError if it cannot be loaded."""
    page = _loaded(document, sheet.file_index, name)
    if sheet.box:
        page.set_cropbox(*sheet.box)
        page.close()  # PDFium reads the boxes of a page when it loads it
        page = _loaded(document, sheet.file_index, name)
    try:
        yield page
    finally:
        page.close()


def _loaded(document: pypdfium2.PdfDocument, index: int, name: str) -> pypdfium2.PdfPage:
    try:
        return document[index]
    except pypdfium2.PdfiumError as error:
        raise ImportProblemError(
            f"{name}: page {index + 1} of the file is broken: save the PDF again in the program that made it"
        ) from error


def cut(document: pypdfium2.PdfDocument, sheets: Sequence[Sheet], to: Path) -> None:
    """Write some printed pages as a PDF of their own."""
    with pypdfium2.PdfDocument.new() as part:
        part.import_pages(document, [sheet.file_index for sheet in sheets])
        for number, sheet in enumerate(sheets):
            if sheet.box:
                part[number].set_cropbox(*sheet.box)
        part.save(to)
