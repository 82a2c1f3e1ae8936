"""The pages of one article: a drawing, headline, byline and lead across, then two columns."""

import html
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Paragraph

from sample.drawing.draw import MOTIFS, draw_on_page
from sample.printed_issues import house_style as look
from sample.printed_issues.compose import Passage
from sample.printed_issues.house_style import Look
from sample.printed_issues.pour import Box, Item, Placed, Poured, pour
from sample.printed_issues.records import SampleArticle
from sample.records import Picture

TALLEST, STEP = 320, 8
LEAST_VIGNETTE = 60.0


@dataclass(frozen=True)
class Layout:
    """The positions of all parts of an article."""

    article: SampleArticle
    plate: float  # height of the drawing above the headline
    head: list[Placed]
    poured: Poured
    boxes: list[Box]
    colours: Look

    @property
    def left_over(self) -> bool:
        """Return whether there is more text than room."""
        return bool(self.poured.left_over)


def text(words: str) -> str:
    """Return words escaped for reportlab."""
    return html.escape(words, quote=False)


def lay_out(article: SampleArticle, passages: Sequence[Passage], colours: Look) -> Layout:
    """Return the layout with the tallest drawing that leaves room for all words, or else with the most words."""
    kept = list(passages)
    while _tried(article, kept, colours, 0).left_over:
        kept.pop(len(kept) // 2)
    heights = range(0, TALLEST, STEP)
    too_tall = bisect(heights, False, key=lambda plate: bool(_tried(article, kept, colours, plate).left_over))
    return _tried(article, kept, colours, heights[too_tall - 1])


def _tried(article: SampleArticle, passages: list[Passage], colours: Look, plate: float) -> Layout:
    head = _head(article, colours, look.TOP - (plate + 22 if plate else 0))
    boxes = list(_boxes(article.pages, head[-1].bottom - 20))
    items = list(_items(article, passages, colours))
    return Layout(article, plate, head, pour(items, boxes), boxes, colours)


def _head(article: SampleArticle, colours: Look, top: float) -> list[Placed]:
    size = 30 if len(article.title) < 48 else 25
    department = look.style(look.SANS_BOLD, 9, 12, colours.deep)
    parts = [
        Item(Paragraph(text(article.department.upper()), department)),
        Item(Paragraph(text(article.title), look.style(look.SANS_BOLD, size, size * 1.1, look.BLACK)), before=6),
        Item(Paragraph(text(article.credit), look.BYLINE), before=10),
        Item(Paragraph(text(article.lead), look.LEAD), before=14),
    ]
    return pour(parts, [Box(0, look.SIDE, 0, look.MEASURE, top)]).placed


def _boxes(pages: int, first_top: float) -> Iterator[Box]:
    for page in range(pages):
        top = look.TOP if page else first_top
        for left in (look.SIDE, look.SIDE + look.COLUMN + look.GUTTER):
            yield Box(page, left, look.FOOT, look.COLUMN, top - look.FOOT)


def _items(article: SampleArticle, passages: list[Passage], colours: Look) -> Iterator[Item]:
    head = look.style(look.SANS_BOLD, 12.6, 16, colours.deep)
    quote = look.style(look.SERIF_ITALIC, 16, 20, colours.deep)

    def is_quoted(index: int) -> bool:
        return index == (len(passages) + 1) // 2

    for index, passage in enumerate(passages):
        if is_quoted(index):
            yield Item(Paragraph(text(f"“{article.quote}”"), quote), before=14, is_whole=True)
        if passage.head:
            yield Item(Paragraph(text(passage.head), head), before=11, is_head=True)
        is_first = not index or bool(passage.head)
        before = 12 if is_quoted(index) and not passage.head else 3
        yield Item(Paragraph(text(passage.text), look.FIRST if is_first else look.BODY), before=before)


def draw_article(page: Any, layout: Layout, number: int, motif: str) -> None:
    """Draw one page of an article; its number counts from 0."""
    if not number:
        _draw_plate(page, layout, motif)
    for placed in (*layout.head, *layout.poured.placed):
        if placed.page == number:
            placed.flowable.drawOn(page, placed.left, placed.bottom)
    _draw_vignettes(page, layout, number)


def _draw_plate(page: Any, layout: Layout, motif: str) -> None:
    if layout.plate:
        corner = (look.SIDE, look.TOP - layout.plate)
        size = (look.MEASURE, layout.plate)
        draw_on_page(page, Picture(motif, layout.article.title), corner, size, layout.colours)


def _draw_vignettes(page: Any, layout: Layout, number: int) -> None:
    """Fill the space below the last columns with a drawing."""
    for box, room in zip(layout.boxes, layout.poured.room, strict=True):
        if box.page == number and room > LEAST_VIGNETTE:
            motif = sorted(MOTIFS)[len(layout.article.teaser) % len(MOTIFS)]
            size = (box.width, room - 18)
            picture = Picture(motif, layout.article.quote)
            draw_on_page(page, picture, (box.left, box.bottom), size, layout.colours)
