"""Everything that is made from the PDF of an issue: text, scans, cover and cuts.

There is no Django in here, so that several processes can do it side by side. Pages are rendered one by one.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from archive.importers.extraction import ocr, pdf, sheets, words
from archive.importers.extraction.article_text import article_text, teaser_of
from archive.importers.extraction.geometry import Box, Piece
from archive.importers.extraction.readable_text import is_garbled, readable_pieces
from archive.importers.extraction.reading_order import Count, Paragraph, paragraphs, without_furniture
from archive.importers.parsing.records import Findings, ImportProblemError, IssueRecord, Problem, Weight, unexpected

# Measured on pages of two columns: at this quality, small print is as sharp as in JPEG at 75 in two thirds
# of the bytes; slower methods save two percent more and take three times as long.
SCAN_FORMAT: dict[str, Any] = {"format": "WEBP", "quality": 62, "method": 0}
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
    """Everything that was made for an issue, or the problems that stood in the way."""

    pages: tuple[ExtractedPage, ...] = ()
    articles: tuple[ExtractedArticle, ...] = ()
    cover: Path | None = None
    problems: tuple[Problem, ...] = ()


def extract(work: Work, beat: Callable[[], object] = lambda: None) -> ExtractedIssue:
    """Make everything for one issue, with a beat for each page; what goes wrong is told, not raised."""
    findings = Findings(work.record.place)
    try:
        with pdf.opened(work.record.pdf) as document:
            printed = sheets.sheets_of(document, work.record.pdf.name, has_spreads=work.record.spreads)
            _check_pages(work.record, len(printed), findings)
            if not findings.refused:
                return _Issue(work, document, printed, findings, beat).prepared()
    except ImportProblemError as error:
        findings.add(f"{error}.")
    except (pypdfium2.PdfiumError, MemoryError, Image.DecompressionBombError) as error:
        findings.add(f"{work.record.pdf.name} cannot be worked on ({error}): save it again in a PDF program.")
    except Exception as error:  # noqa: BLE001 - the process that collects the findings tells it
        findings.add(f"{work.record.pdf.name}: {unexpected(error)}")
    return ExtractedIssue(problems=tuple(findings.problems))


def _check_pages(record: IssueRecord, count: int, findings: Findings) -> None:
    first, last = record.first_folio, record.first_folio + count - 1
    for row in record.rows:
        if not first <= row.first_page <= row.last_page <= last:
            findings.add(
                f"the pages {row.range} are not in {record.pdf.name}, which has {first} to {last}: "
                "correct them, or “first_page” of the issue (the number printed on its first page).",
                place=row.place,
            )
    if record.cover_page > count:
        findings.add(f"cover_page: {record.pdf.name} has {count} pages, so none is number {record.cover_page}.")


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
        self.folios = [self.record.first_folio + index for index in range(len(printed))]
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
        return ExtractedIssue(pages, articles, self._cover(), tuple(self.findings.problems))

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
        kept = without_furniture(found, self.folios)
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
        """Take the words of scanned pages from the last time, or read them now when that is asked for."""
        for index in [index for index, is_scanned in enumerate(scanned) if is_scanned]:
            text = self.work.known_texts.get(index + 1, "")
            if is_garbled([text]):  # kept by a version that did not see it
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
        first, last = (page - self.record.first_folio for page in (row.first_page, row.last_page))
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
    """Return how often a word stands within the lines of the issue."""
    found = Counter(word.casefold() for pieces in pages for piece in pieces for word in WORDS.findall(piece.text))
    return lambda word: found[word.casefold()]
