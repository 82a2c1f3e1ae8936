"""Everything that is made from the PDF of an issue: text, scans, cover and cuts.

There is no Django in here, so that several processes can do it side by side. Pages are rendered one by one.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from archive.importers.extraction import ocr, pdf, sheets, words
from archive.importers.extraction.article_text import article_text, teaser_of
from archive.importers.extraction.geometry import Box, Piece
from archive.importers.extraction.readable_text import is_garbled, readable_pieces
from archive.importers.extraction.reading_order import Count, Paragraph, paragraphs, without_furniture
from archive.importers.parsing.records import (
    NUMBERED,
    Findings,
    ImportProblemError,
    IssueRecord,
    Problem,
    Row,
    Weight,
    unexpected,
)
from archive.page_labels import first_folio_of, page_label

# Measured on pages of two columns: at this quality, small print is as sharp as in JPEG at 75 in two thirds
# of the bytes; slower methods save two percent more and take three times as long.
SCAN_FORMAT: dict[str, Any] = {"format": "WEBP", "quality": 62, "method": 0}
LAST_FOLIO = 9999
WORDS = re.compile(r"[\w’'-]+")


@dataclass(frozen=True)
class Work:
    """One issue to extract: all of it, or only the text if the PDF has not changed."""

    record: IssueRecord
    folder: Path
    render: bool = True
    ocr_language: str = ""
    known_texts: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ExtractedPage:
    """One page: its text, and the file of its scan when it was rendered."""

    text: str
    needs_ocr: bool
    scan: Path | None = None
    size: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class ExtractedArticle:
    """The words of one article, and the file of its pages."""

    text: str
    teaser: str
    pdf: Path | None = None


@dataclass(frozen=True)
class ExtractedIssue:
    """Everything extracted for an issue, or the problems that prevented it."""

    pages: tuple[ExtractedPage, ...] = ()
    articles: tuple[ExtractedArticle, ...] = ()
    cover: Path | None = None
    problems: tuple[Problem, ...] = ()
    record: IssueRecord | None = None  # with the number of its first page


def extract(work: Work, beat: Callable[[], object] = lambda: None) -> ExtractedIssue:
    """Extract everything for one issue, with a beat for each page; errors become problems."""
    findings = Findings(work.record.place)
    try:
        with pdf.opened(work.record.pdf) as document:
            printed = sheets.sheets_of(document, work.record.pdf.name, has_spreads=work.record.spreads)
            record = work.record.counted_from(_first_folio(work.record, document))
            _check_pages(record, work.record.rows, len(printed), findings)
            if not findings.refused:
                return _Issue(replace(work, record=record), document, printed, findings, beat).prepared()
    except ImportProblemError as error:
        findings.add(f"{error}.")
    except (pypdfium2.PdfiumError, MemoryError, Image.DecompressionBombError) as error:
        findings.add(f"{work.record.pdf.name} cannot be worked on ({error}): save it again in a PDF program.")
    except Exception as error:  # noqa: BLE001 - reported with the findings
        findings.add(f"{work.record.pdf.name}: {unexpected(error)}")
    return ExtractedIssue(problems=tuple(findings.problems))


def _first_folio(record: IssueRecord, document: pypdfium2.PdfDocument) -> int:
    """Return the number of the first page: as given, or else by the labels of the PDF, or else 1."""
    if record.first_folio is not None:
        return record.first_folio
    labels = [] if record.spreads else [document.get_page_label(index) for index in range(len(document))]
    found = first_folio_of(labels)
    return found if found is not None and NUMBERED <= found <= LAST_FOLIO else 1


def _check_pages(record: IssueRecord, written: Sequence[Row], count: int, findings: Findings) -> None:
    first = record.first_folio or 0
    shown = " to ".join(page_label(page, first) for page in (first, first + count - 1))
    for row, as_written in zip(record.rows, written, strict=True):
        is_there = first <= row.first_page <= row.last_page < first + count
        if not is_there or _leaves_front_matter(row, as_written):
            findings.add(
                f"the pages {as_written.range} are not in {record.pdf.name}, which has {shown}: correct them, or "
                "“first_page” of the issue (the number printed on its first page, −3 where i to iv stand before 1).",
                place=row.place,
            )
    if record.cover_page > count:
        findings.add(f"cover_page: {record.pdf.name} has {count} pages, so none is number {record.cover_page}.")


def _leaves_front_matter(row: Row, written: Row) -> bool:
    """Return whether a page that is written in Roman is none of those before page 1."""
    ends = ((row.first_page, written.first_page), (row.last_page, written.last_page))
    return any(page != as_written and page > 0 for page, as_written in ends)


class _Issue:
    """The making of one issue."""

    def __init__(
        self,
        work: Work,
        document: pypdfium2.PdfDocument,
        printed: list[sheets.Sheet],
        findings: Findings,
        beat: Callable[[], object],
    ) -> None:
        self.beat = beat
        self.work, self.record, self.document, self.findings = work, work.record, document, findings
        self.sheets = printed
        self.first = self.record.first_folio or 0
        self.labels = [page_label(self.first + index, self.first) for index in range(len(printed))]
        self.landscape: list[int] = []
        self.garbled: set[int] = set()

    def prepared(self) -> ExtractedIssue:
        """Read all pages, then render and cut."""
        texts, scans = self._texts()
        by_page = [[Paragraph(part, 0) for part in text.split("\n\n") if part] for text in texts]
        pages = tuple(
            self._page(index, "\n\n".join(part.text for part in by_page[index]), scans[index])
            for index in range(len(texts))
        )
        articles = tuple(self._article(number) for number in range(len(self.record.rows)))
        self._tell_scans(pages)
        self._tell_spreads()
        return ExtractedIssue(pages, articles, self._cover(), tuple(self.findings.problems), self.record)

    def _texts(self) -> tuple[list[str], list[bool]]:
        """Return the text of each page, and whether it still has none."""
        found: list[tuple[float, list[Piece]]] = []
        pictures: list[list[Box]] = []
        scanned = []
        for index in range(len(self.sheets)):
            with self._opened(index) as page:
                pieces = self._pieces(page, index)
                found.append((page.get_height(), pieces))
                pictures.append(words.pictures(page))
                if sheets.is_landscape(sheets.view_of(page)):
                    self.landscape.append(index)
                letters = sum(len(piece.text) for piece in pieces)
                scanned.append(index in self.garbled or pdf.is_scan(page, letters))
        kept = without_furniture(found, self.labels)
        self.count = _vocabulary(kept)
        self.paragraphs = [paragraphs(pieces, self.count, there) for pieces, there in zip(kept, pictures, strict=True)]
        self._read_scans(scanned)
        return ["\n\n".join(part.text for part in parts) for parts in self.paragraphs], scanned

    def _pieces(self, page: pypdfium2.PdfPage, index: int) -> list[Piece]:
        """Return the pieces that can be read; of a page whose fonts have no letters, none."""
        pieces = words.pieces(page)
        if is_garbled(piece.text for piece in pieces):
            self.garbled.add(index)
            return []
        return readable_pieces(pieces)

    def _read_scans(self, scanned: list[bool]) -> None:
        """Take the text of scanned pages from the last import, or run OCR if requested."""
        for index in [index for index, is_scanned in enumerate(scanned) if is_scanned]:
            text = self.work.known_texts.get(index + 1, "")
            if is_garbled([text]):  # stored by a version that did not detect it
                text = ""
            if not text and self.work.ocr_language:
                text = self._recognised(index)
            if text:
                scanned[index] = False
                self.paragraphs[index] = [Paragraph(part, 1) for part in text.split("\n\n")]

    def _recognised(self, index: int) -> str:
        with self._opened(index) as page:
            return ocr.read(pdf.render(page, height=ocr.HEIGHT), self.work.ocr_language)

    def _opened(self, index: int) -> AbstractContextManager[pypdfium2.PdfPage]:
        self.beat()
        return sheets.opened(self.document, self.sheets[index], self.record.pdf.name)

    def _page(self, index: int, text: str, needs_ocr: bool) -> ExtractedPage:
        if not self.work.render:
            return ExtractedPage(text, needs_ocr)
        path = self.work.folder / f"page-{index + 1}.webp"
        with self._opened(index) as page:
            image = pdf.render(page)
        image.save(path, **SCAN_FORMAT)
        if index + 1 == self.record.cover_page and not self.record.cover_file:
            image.save(self.work.folder / "cover.jpg", "JPEG", quality=88)
        return ExtractedPage(text, needs_ocr, path, image.size)

    def _article(self, number: int) -> ExtractedArticle:
        row = self.record.rows[number]
        first, last = (page - self.first for page in (row.first_page, row.last_page))
        text = article_text(row, self.record.rows, self.paragraphs[first : last + 1], self.count)
        path = None
        if self.work.render:
            path = self.work.folder / f"article-{number}.pdf"
            sheets.cut(self.document, self.sheets[first : last + 1], path)
        return ExtractedArticle(text, row.teaser or teaser_of(text), path)

    def _cover(self) -> Path | None:
        if not self.record.cover_file:
            return self.work.folder / "cover.jpg" if self.work.render else None
        path = self.work.folder / "cover.jpg"
        try:
            with Image.open(self.record.cover_file) as image:
                image.thumbnail((2400, 2400))
                image.convert("RGB").save(path, "JPEG", quality=88)
        except (OSError, ValueError) as error:
            raise ImportProblemError(
                f"cover: {self.record.cover_file.name} is no picture that can be read: save it as JPEG or PNG"
            ) from error
        return path

    def _tell_scans(self, pages: tuple[ExtractedPage, ...]) -> None:
        missing = {index for index, page in enumerate(pages) if page.needs_ocr}
        self._tell_missing(missing - self.garbled, "without text, because scanned")
        self._tell_missing(missing & self.garbled, "without text, because its fonts do not say which letters they draw")

    def _tell_spreads(self) -> None:
        if len(self.landscape) > 1 and 2 * len(self.landscape) >= len(self.sheets):
            self.findings.add(
                f"{self.record.pdf.name}: {len(self.landscape)} pages of the file are wider than high. If each shows "
                "two pages of the issue, write “spreads: yes” and count the pages as they were printed.",
                weight=Weight.NOTE,
            )

    def _tell_missing(self, indexes: set[int], what: str) -> None:
        if indexes:
            listed = ", ".join(str(page + 1) for page in sorted({self.sheets[index].file_index for index in indexes}))
            self.findings.add(
                f"{self.record.pdf.name}: {what}: page {listed} of the file. Import with --ocr to read them.",
                weight=Weight.NOTE,
            )


def _vocabulary(pages: list[list[Piece]]) -> Count:
    """Return a function that counts a word within the lines of the issue."""
    found = Counter(word.casefold() for pieces in pages for piece in pieces for word in WORDS.findall(piece.text))
    return lambda word: found[word.casefold()]
