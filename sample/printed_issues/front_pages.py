"""Cover, contents and back cover of an issue."""

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.platypus import Paragraph

from sample.drawing.draw import draw_on_page
from sample.printed_issues import house_style as look
from sample.printed_issues.article_pages import text
from sample.printed_issues.house_style import Look
from sample.printed_issues.pour import Box, Item, pour
from sample.printed_issues.records import SampleArticle, SampleIssue
from sample.records import Picture

BAND_TOP, BAND_FOOT = 636.0, 232.0
NUMBERS = 54.0  # width of the page numbers in the contents
IMPRINT = (
    "Dimensions is the magazine of the association’s members and appears every two months. "
    "People, places and figures in this issue are invented."
)


def draw_cover(page: Any, issue: SampleIssue, colours: Look) -> None:
    """Draw the masthead, a drawing from edge to edge, the theme and three headlines."""
    page.setFillColor(colours.ground)
    page.rect(0, 0, look.WIDTH, look.HEIGHT, stroke=0, fill=1)
    corner, size = (0.0, BAND_FOOT), (look.WIDTH, BAND_TOP - BAND_FOOT)
    draw_on_page(page, Picture(issue.motif, issue.key), corner, size, colours)
    _masthead(page, issue, colours)
    _pour(page, _cover_lines(issue, colours), Box(0, look.SIDE, 30, look.MEASURE, BAND_FOOT - 30 - 34))


def _masthead(page: Any, issue: SampleIssue, colours: Look) -> None:
    page.setFillColor(colours.accent)
    page.rect(look.SIDE, 738, 54, 6, stroke=0, fill=1)
    page.setFillColor(colours.ink)
    page.setFont(look.SANS_BOLD, 80)
    page.drawString(look.SIDE - 5, 662, "Dimensions", charSpace=-2.4)
    page.setFont(look.SANS, 10.5)
    page.drawRightString(look.WIDTH - look.SIDE, 738, issue.date)


def _cover_lines(issue: SampleIssue, colours: Look) -> Iterator[Item]:
    size = 44 if len(issue.theme) < 26 else 34
    yield Item(Paragraph(text(issue.theme), look.style(look.SERIF_BOLD, size, size * 1.05, colours.ink)))
    line = look.style(look.SANS, 12.5, 17.5, colours.ink)
    for index, article in enumerate(issue.articles[:3]):
        yield Item(Paragraph(text(article.title), line), before=3 if index else 14)


def draw_contents(page: Any, issue: SampleIssue, colours: Look, folios: Sequence[int]) -> None:
    """Draw the theme, the overview, and every article with its first page."""
    top = _pour(page, _opening(issue, colours), Box(0, look.SIDE, 0, look.MEASURE, look.TOP)) - 22
    for article, folio in zip(issue.articles, folios, strict=True):
        top = _entry(page, article, folio, colours, top)
    page.setFillColor(colours.accent)
    page.rect(look.SIDE, 112, 54, 3, stroke=0, fill=1)
    _pour(page, [Item(Paragraph(IMPRINT, look.SMALL))], Box(0, look.SIDE, look.FOOT, 330, 40))


def _opening(issue: SampleIssue, colours: Look) -> Iterator[Item]:
    label = look.style(look.SANS_BOLD, 9, 12, colours.deep)
    yield Item(Paragraph("IN THIS ISSUE", label))
    yield Item(Paragraph(text(issue.theme), look.style(look.SANS_BOLD, 32, 35)), before=6)
    yield Item(Paragraph(text(issue.overview), look.LEAD), before=12)


def _entry(page: Any, article: SampleArticle, folio: int, colours: Look, top: float) -> float:
    page.setStrokeColor("#c9c9c9")
    page.setLineWidth(0.6)
    page.line(look.SIDE, top, look.WIDTH - look.SIDE, top)
    page.setFillColor(colours.deep)
    page.setFont(look.SANS_BOLD, 22)
    page.drawString(look.SIDE, top - 26, str(folio))
    names = " and ".join(author.name for author in article.authors)
    items = [
        Item(Paragraph(text(article.title), look.style(look.SANS_BOLD, 12, 15))),
        Item(Paragraph(text(f"{article.department} · {names}"), look.BYLINE), before=1),
        Item(Paragraph(text(article.teaser), look.FIRST), before=3),
    ]
    box = Box(0, look.SIDE + NUMBERS, 0, look.MEASURE - NUMBERS, top - 9)
    return _pour(page, items, box) - 10


def _pour(page: Any, items: Any, box: Box) -> float:
    """Draw items from the top of a box; return where the last one ends."""
    placed = pour(list(items), [box]).placed
    for one in placed:
        one.flowable.drawOn(page, one.left, one.bottom)
    return placed[-1].bottom


def draw_back(page: Any, issue: SampleIssue, colours: Look) -> None:
    """Draw the back cover: the drawing of the front again, larger."""
    page.setFillColor(colours.ground)
    page.rect(0, 0, look.WIDTH, look.HEIGHT, stroke=0, fill=1)
    draw_on_page(page, Picture(issue.motif, issue.key), (0, 120), (look.WIDTH, look.HEIGHT - 120), colours)
    page.setFillColor(colours.ink)
    page.setFont(look.SANS_BOLD, 20)
    page.drawString(look.SIDE, 62, "Dimensions")
    page.setFont(look.SANS, 9)
    page.drawString(look.SIDE, 46, f"{issue.date} · {issue.theme}")
