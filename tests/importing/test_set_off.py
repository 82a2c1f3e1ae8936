"""Captions, lists and pull quotes of a printed page are recognised, and the text between them is joined."""

import io
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from archive.importers.extraction.set_off import begins_item, item
from archive.models import ArchivedArticlePage
from tests.importing.conftest import write_issue

LEFT, RIGHT, PITCH = 54, 316, 13
SERIF, BOLD, SANS = ("Times-Roman", 10), ("Times-Bold", 26), ("Helvetica", 8)


class Sheet:
    """A page that is drawn line by line."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True)
        self.canvas = Canvas(str(path), pagesize=letter, invariant=True)
        self.write(LEFT, 720, BOLD, "Piece")

    def write(self, x: float, y: float, font: tuple[str, int], *lines: str, pitch: float = PITCH) -> float:
        """Write lines downwards from a height; return the position of the next line."""
        self.canvas.setFont(*font)
        for line in lines:
            self.canvas.drawString(x, y, line)
            y -= pitch
        return y

    def picture(self, x: float, y: float, wide: float, high: float) -> None:
        file = io.BytesIO()
        Image.new("RGB", (40, 30), "teal").save(file, "PNG")
        self.canvas.drawImage(ImageReader(file), x, y, wide, high)


@pytest.fixture
def imported(run, tmp_path):
    """Import one page that a test has drawn; returns the paragraphs of its article."""

    def text_of(draw) -> list[str]:
        folder = tmp_path / "issues" / "2019-march-april"
        sheet = Sheet(folder / "issue.pdf")
        draw(sheet)
        sheet.canvas.save()
        write_issue(folder.parent, contents=[{"title": "Piece", "pages": 1}])
        run(folder.parent)
        return ArchivedArticlePage.objects.get().text.split("\n\n")

    return text_of


def column(sheet: Sheet, x: float, y: float, *lines: str) -> float:
    return sheet.write(x, y, SERIF, *lines)


def test_a_caption_below_a_picture_stands_after_the_sentence_that_it_parts(imported):
    def draw(sheet: Sheet) -> None:
        column(
            sheet,
            LEFT,
            690,
            "The estuary outside our door rises twice a day and",
            "waits for nobody, and so the desk that",
        )
        sheet.picture(LEFT, 500, 220, 150)
        sheet.write(LEFT, 489, SANS, "The tank is filled at high tide. Photo by", "Ana Duarte.", pitch=10)
        column(sheet, LEFT, 450, "sold the tickets was moved away from it,", "to the bridge.")

    text, caption = imported(draw)
    assert text.endswith("and so the desk that sold the tickets was moved away from it, to the bridge.")
    assert caption == "~ The tank is filled at high tide. Photo by Ana Duarte."


def test_small_print_away_from_pictures_is_no_caption(imported):
    def draw(sheet: Sheet) -> None:
        column(sheet, LEFT, 690, "The estuary outside our door rises twice a day and", "waits for nobody.")
        sheet.picture(LEFT, 500, 220, 150)
        sheet.write(LEFT, 430, SANS, "Ana Duarte directs the Tidal Museum.")

    assert imported(draw)[-1] == "Ana Duarte directs the Tidal Museum."


def test_a_figure_is_known_by_its_number_without_a_picture(imported):
    def draw(sheet: Sheet) -> None:
        column(sheet, LEFT, 690, "The estuary outside our door rises twice a day.")
        column(sheet, LEFT, 640, "Figure 2: Tides in March")
        column(sheet, LEFT, 600, "Figures of visitors rise with it, as everybody knows.")

    assert imported(draw)[1:] == ["~ Figure 2: Tides in March", "Figures of visitors rise with it, as everybody knows."]


@pytest.mark.parametrize("signs", ["•••", ("1.", "2.", "3."), ("1)", "2)", "3)")])
@pytest.mark.parametrize("gap", [5, 18])
def test_a_list_keeps_its_items_with_their_hanging_lines(imported, signs, gap):
    def draw(sheet: Sheet) -> None:
        y = column(sheet, LEFT, 690, "What a museum at the sea needs, as we have learned it:") - 20
        for sign, lines in zip(
            signs, (("a tide table,", "and somebody who reads it"), ("boots",), ("a bell",)), strict=True
        ):
            column(sheet, LEFT, y, sign)
            y = column(sheet, LEFT + 6 + gap, y, *lines)

    marks = ["- "] * 3 if signs == "•••" else ["1. ", "2. ", "3. "]
    texts = ("a tide table, and somebody who reads it", "boots", "a bell")
    assert imported(draw)[1] == "\n".join(f"{mark}{text}" for mark, text in zip(marks, texts, strict=True))


def test_columns_run_around_a_pull_quote(imported):
    left = [f"The left column has its line number {number} here," for number in range(1, 13)]
    right = [f"the right column goes on with line {number} there," for number in range(1, 13)]

    def draw(sheet: Sheet) -> None:
        column(sheet, LEFT, 690, *left)
        column(sheet, RIGHT, 690, *right)
        sheet.canvas.setFillGray(0.2)
        sheet.write(215, 600, ("Times-Roman", 18), "Nobody waits for the tide.")

    *text, quote = imported(draw)
    assert " ".join(text) == " ".join([*left, *right])
    assert quote == "> Nobody waits for the tide."


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("• one", "- one"),
        ("\uf0b7 one", "- one"),
        ("(3) one", "3. one"),
        ("12. one", "12. one"),
        ("12.5 percent", None),
        ("2019. A year", None),
        ("•one", None),
        ("- one", None),  # a dash begins speech as often as an item
    ],
)
def test_what_begins_an_item(line, written):
    assert begins_item(line) is (written is not None)
    if written:
        assert item(line) == written
