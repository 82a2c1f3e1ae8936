"""Subheads of printed articles: known by size and weight, and shown as headings."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from archive.importers.extraction.article_text import teaser_of
from archive.importers.extraction.reading_order import Paragraph
from archive.importers.extraction.subheads import MARK, with_subheads
from archive.models import SUBHEAD, ArchivedArticlePage
from archive.templatetags.archived_text import with_subheads as as_html
from tests.importing.conftest import write_issue


def draw(path: Path, bold: str, size: int) -> None:
    """Write a page of an article with one subhead, and a paragraph that begins with a bold word."""
    canvas = Canvas(str(path), pagesize=letter, invariant=True)
    text = canvas.beginText(54, 740)
    for font, points, line in (
        ("Times-Bold", 26, "Piece"),
        ("Times-Roman", 10, "The estuary outside our door rises twice a day and waits"),
        ("Times-Roman", 10, "for nobody at all, and so the desk was moved away from it."),
        (bold, size, "What the tide brings"),
    ):
        text.setFont(font, points, 13)
        text.textLine(line)
    text.setFont("Times-Bold", 10, 13)
    text.textOut("Visitors ")
    text.setFont("Times-Roman", 10, 13)
    text.textLines("now come when the water comes, and the classes\nthat used to see mud see the tank being filled.")
    canvas.drawText(text)
    canvas.save()


@pytest.mark.parametrize(("bold", "size"), [("Times-Bold", 10), ("Times-Roman", 14), ("Times-Bold", 13)])
def test_a_subhead_of_a_pdf_is_a_paragraph_of_its_own(bold, size, run, tmp_path, client):
    folder = tmp_path / "issues" / "2019-march-april"
    folder.mkdir(parents=True)
    draw(folder / "issue.pdf", bold, size)
    write_issue(folder.parent, contents=[{"title": "Piece", "pages": 1}])
    run(folder.parent)
    article = ArchivedArticlePage.objects.get()
    parts = article.text.split("\n\n")
    assert [part for part in parts if part.startswith(SUBHEAD)] == ["## What the tide brings"]
    assert len(parts) == 3
    assert parts[2].startswith("Visitors now come when")
    assert article.teaser.startswith("The estuary")
    assert SUBHEAD not in article.full_text


TEXT = Paragraph("The estuary outside our door rises twice a day and waits for nobody.", 10, 400)


@pytest.mark.parametrize(
    ("one", "is_subhead"),
    [
        (Paragraph("What the tide brings", 10, 700), True),
        (Paragraph("What the tide brings", 12, 400), True),
        (Paragraph("Is it worth it?", 12, 0), True),
        (Paragraph("What the tide brings", 10, 400), False),
        (Paragraph("We moved the desk, and nobody has asked for it since.", 16, 400), False),  # a pull quote
        (Paragraph("1 2 3", 16, 700), False),
        (Paragraph("and so it ends", 16, 700), False),
        (Paragraph("A long line in large type " * 5, 16, 700), False),
        (Paragraph("A caption below a picture", 8, 700), False),
    ],
)
def test_subheads_are_short_and_larger_or_bolder_than_the_text(one, is_subhead):
    assert with_subheads([TEXT, one, TEXT]).split("\n\n")[1].startswith(MARK) is is_subhead


def test_nothing_is_a_subhead_without_text_after_it():
    head = Paragraph("What the tide brings", 12, 700)
    assert MARK not in with_subheads([TEXT, head])
    assert MARK not in with_subheads([head, TEXT])  # a deck
    assert with_subheads([]) == ""


def test_the_page_shows_headings_and_escapes_what_is_in_them():
    html = as_html("First & last.\n\n## Tides <b>\r\n\r\nSecond.")
    assert html == "<p>First &amp; last.</p>\n<h2>Tides &lt;b&gt;</h2>\n<p>Second.</p>"


def test_a_teaser_begins_with_text():
    assert MARK == SUBHEAD
    assert teaser_of("## What the tide brings\n\nThe estuary rises.") == "The estuary rises."
    assert teaser_of("") == ""
