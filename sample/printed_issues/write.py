"""Write an issue in the importer's format: a folder with issue.yaml and the PDF."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from reportlab.pdfgen.canvas import Canvas

from sample.drawing.canvas import PALETTES
from sample.printed_issues import house_style as look
from sample.printed_issues.article_pages import Layout, draw_article, lay_out
from sample.printed_issues.compose import composed
from sample.printed_issues.front_pages import draw_back, draw_contents, draw_cover
from sample.printed_issues.house_style import Look
from sample.printed_issues.records import Archive, SampleArticle, SampleIssue

FIRST_ARTICLE = 3  # after cover and contents


def write_issue(issue: SampleIssue, archive: Archive, root: Path) -> Path:
    """Write the folder of an issue and return it; the same issue always has the same bytes."""
    folder = root / issue.key
    folder.mkdir(parents=True, exist_ok=True)
    draw_issue(folder / "issue.pdf", issue, archive)
    contents = yaml.safe_dump(_contents(issue), allow_unicode=True, sort_keys=False)
    (folder / "issue.yaml").write_text(contents, encoding="utf-8")
    return folder


def draw_issue(path: Path, issue: SampleIssue, archive: Archive) -> None:
    """Draw all pages of an issue."""
    page = Canvas(str(path), pagesize=(look.WIDTH, look.HEIGHT), invariant=True)
    page.setTitle(f"Dimensions, {issue.date}: {issue.theme}")
    page.setAuthor("Dimensions")
    colours = Look(*PALETTES[archive.issues.index(issue) % len(PALETTES)])
    draw_cover(page, issue, colours)
    page.showPage()
    _draw_inside(page, issue, archive, colours)
    draw_back(page, issue, colours)
    page.save()


def _draw_inside(page: Any, issue: SampleIssue, archive: Archive, colours: Look) -> None:
    furniture(page, issue, 2)
    draw_contents(page, issue, colours, [first for first, _ in ranges(issue.articles)])
    page.showPage()
    pairs = zip(issue.articles, composed(issue, archive), strict=True)
    layouts = [lay_out(article, passages, colours) for article, passages in pairs]
    for folio, layout, number in _numbered(layouts):
        furniture(page, issue, folio)
        draw_article(page, layout, number, issue.motif)
        page.showPage()


def _numbered(layouts: Iterable[Layout]) -> Iterator[tuple[int, Layout, int]]:
    pages = ((layout, number) for layout in layouts for number in range(layout.article.pages))
    for folio, (layout, number) in enumerate(pages, FIRST_ARTICLE):
        yield folio, layout, number


def furniture(page: Any, issue: SampleIssue, folio: int) -> None:
    """Draw running head and folio, the folio on the outer side."""
    page.setFillColor(look.GREY)
    page.setFont(look.SANS_BOLD, 8)
    page.drawString(look.SIDE, look.HEAD_LINE, "Dimensions")
    page.setFont(look.SANS, 8)
    page.drawRightString(look.WIDTH - look.SIDE, look.HEAD_LINE, issue.date)
    page.setFont(look.SANS_BOLD, 9)
    if folio % 2:
        page.drawRightString(look.WIDTH - look.SIDE, look.FOLIO_LINE, str(folio))
    else:
        page.drawString(look.SIDE, look.FOLIO_LINE, str(folio))


def ranges(articles: Iterable[SampleArticle]) -> list[tuple[int, int]]:
    """Return the first and the last page of each article."""
    found, first = [], FIRST_ARTICLE
    for article in articles:
        found.append((first, first + article.pages - 1))
        first += article.pages
    return found


def _contents(issue: SampleIssue) -> dict[str, Any]:
    pairs = zip(issue.articles, ranges(issue.articles), strict=True)
    return {
        "year": issue.year,
        "months": issue.months,
        "theme": issue.theme,
        "overview": issue.overview,
        "rights": f"© {issue.year} the association and the authors.",
        "web_companions": [dict(companion) for companion in issue.companions],
        "contents": [_row(article, first, last) for article, (first, last) in pairs],
    }


def _row(article: SampleArticle, first: int, last: int) -> dict[str, Any]:
    return {
        "title": article.title,
        "department": article.department,
        "pages": f"{first}-{last}",
        "bylines": [author.byline for author in article.authors],
        "trends": "; ".join(article.trends),
        "teaser": article.teaser,
    }
