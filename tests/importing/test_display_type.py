"""Display type in printed articles: recognised by type and position, and rendered as such."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from archive.importers.extraction.article_text import teaser_of
from archive.importers.extraction.display_type import with_display_type
from archive.importers.extraction.reading_order import Paragraph
from archive.models import ArchivedArticlePage
from archive.templatetags.archived_text import marked_up
from archive.text_marks import PULL_QUOTE, SUBHEAD
from tests.importing.conftest import write_issue


def draw(path: Path, bold: str, size: int) -> None:
    """Draw a page of an article with one subhead, and a paragraph that begins with a bold word."""
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
        (Paragraph("1 2 3", 16, 700), False),
        (Paragraph("and so it ends", 16, 700), False),
        (Paragraph("A long line in large type " * 5, 16, 700), False),
        (Paragraph("A caption below a picture", 8, 700), False),
    ],
)
def test_subheads_are_short_and_larger_or_bolder_than_the_text(one, is_subhead):
    assert (with_display_type([TEXT, one, TEXT])[1].mark == SUBHEAD) is is_subhead


def test_nothing_is_a_subhead_without_text_after_it():
    head = Paragraph("What the tide brings", 12, 700)
    for paragraphs in ([TEXT, head], [head, TEXT], []):  # the second begins with a deck
        assert SUBHEAD not in {one.mark for one in with_display_type(paragraphs)}


@pytest.mark.parametrize(
    ("one", "is_quote"),
    [
        (Paragraph("The estuary outside our door waits for nobody.", 16, 400), True),
        (Paragraph("rises twice a day and waits for nobody", 10, 700), True),  # it repeats the text, in bold
        (Paragraph("We moved the desk, and nobody has asked for it since.", 10, 700), False),
        (Paragraph("rises twice a day and waits for nobody", 10, 400), False),
        (Paragraph("twice", 16, 400), False),
        (Paragraph("A long passage in large type. " * 20, 16, 400), False),
    ],
)
def test_pull_quotes_are_sentences_in_larger_type_or_words_of_the_text_in_other_type(one, is_quote):
    assert (with_display_type([TEXT, one, TEXT])[1].mark == PULL_QUOTE) is is_quote


def test_the_page_shows_headings_and_escapes_what_is_in_them():
    html = marked_up("First & last.\n\n## Tides <b>\r\n\r\nSecond.")
    assert html == "<p>First &amp; last.</p>\n<h2>Tides &lt;b&gt;</h2>\n<p>Second.</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("> Nobody <waits>.", '<p class="archived-text__quote">Nobody &lt;waits&gt;.</p>'),
        ("~ The tank & the tide.", '<p class="archived-text__caption">The tank &amp; the tide.</p>'),
        ("- one\n- two & more", "<ul><li>one</li><li>two &amp; more</li></ul>"),
        ("3. one\r\n4. two", '<ol start="3"><li>one</li><li>two</li></ol>'),
        ("- one\nand no item", "<p>- one<br>and no item</p>"),
        ("1992. A good year", "<p>1992. A good year</p>"),
        ("\n\n\n", ""),
    ],
)
def test_the_page_shows_what_is_set_off_as_such(text, html):
    assert marked_up(text) == html


def test_a_teaser_begins_with_text():
    assert teaser_of("## What the tide brings\n\nThe estuary rises.") == "The estuary rises."
    assert teaser_of("") == ""
