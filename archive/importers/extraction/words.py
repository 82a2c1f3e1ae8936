"""The words and pictures of a page with their positions, as they look on the page."""

import ctypes
import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as raw

from archive.importers.extraction.geometry import Box, Piece, View, box_of
from archive.importers.extraction.sheets import view_of

WORD = re.compile(r"[\S\x0b\x0c\x1c-\x1f\x85]+")  # for Python some control characters are white space
BREAK = re.compile(r"[\r\n]")
BOLD_NAME = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
REGULAR, BOLD = 400, 700


def pieces(page: pypdfium2.PdfPage) -> list[Piece]:
    """Return the visible runs of words on a page, each on one line and in one column."""
    words = page.get_textpage()
    try:
        return list(_Words(words, view_of(page)).runs())
    finally:
        words.close()


def pictures(page: pypdfium2.PdfPage) -> list[Box]:
    """Return the boxes of the pictures on a page that may have captions."""
    view = view_of(page)
    found = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=1)  # PDFium reports no position for deeper ones
    return [box for box in (view.seen(one.get_bounds()) for one in found) if view.shows_picture(box)]


class _Words:
    """The words of one page."""

    def __init__(self, page: pypdfium2.PdfTextPage, view: View) -> None:
        self.handle, self.view = page.raw, view
        self.font_name = ctypes.create_string_buffer(128)
        # One letter for each index; a string from PDFium may leave some out.
        self.text = "".join([chr(raw.FPDFText_GetUnicode(self.handle, index)) for index in range(page.count_chars())])

    def runs(self) -> Iterator[Piece]:
        """Join words until the line ends or a gap opens that is wider than a space."""
        run: list[Piece] = []
        end = 0
        for match in WORD.finditer(self.text):
            for word in filter(self.view.shows, self._boxed(match)):
                if run and (BREAK.search(self.text, end, match.start()) or _is_apart(run[-1], word)):
                    yield _piece(run)
                    run = []
                run.append(word)
                end = match.end()
        if run:
            yield _piece(run)

    def _boxed(self, match: re.Match[str]) -> Iterator[Piece]:
        """Yield a word with its box; in parts if PDFium left out the space between words that are apart."""
        first, last = self._letter(match.start()), self._letter(match.end() - 1)
        if _are_on_one_line(first, last, len(match[0])):
            yield _joined(match[0], [first, last])
            return
        part: list[Piece] = []
        for letter in map(self._letter, range(*match.span())):
            if part and _is_apart(part[-1], letter):
                yield _joined("".join(one.text for one in part), part)
                part = []
            part.append(letter)
        yield _joined("".join(one.text for one in part), part)

    def _letter(self, index: int) -> Piece:
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(self.handle, index, ctypes.byref(box))
        left, bottom, right, top = self.view.seen((box.left, box.bottom, box.right, box.top))
        return Piece(self.text[index], left, bottom, right, top, self._weight(index))

    def _weight(self, index: int) -> int:
        """Return the weight of a letter by the name of its font, since PDFium often reports no weight."""
        size = raw.FPDFText_GetFontInfo(self.handle, index, self.font_name, len(self.font_name), None)
        if not 0 < size <= len(self.font_name):
            return 0
        return BOLD if BOLD_NAME.search(self.font_name.value) else REGULAR


def _are_on_one_line(first: Piece, last: Piece, letters: int) -> bool:
    """Return whether two letters can be the ends of one word, so that those between need no check."""
    size = max(first.size, 1.0)
    is_level = abs(first.bottom - last.bottom) < 0.5 * size and abs(first.top - last.top) < 0.5 * size
    return is_level and -0.1 * size <= last.left - first.left <= letters * size


def _is_apart(last: Piece, one: Piece) -> bool:
    size = max(last.size, 1.0)
    return one.left - last.right > 1.1 * size or one.left < last.left - 2 * size or one.top < last.bottom


def _piece(run: list[Piece]) -> Piece:
    return _joined(" ".join(word.text for word in run), run)


def _joined(text: str, parts: list[Piece]) -> Piece:
    # The least weight, so that one bold word makes no bold line.
    return Piece(text, *box_of(parts), min(part.weight for part in parts))
