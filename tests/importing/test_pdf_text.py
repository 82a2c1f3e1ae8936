"""Text of PDFs: storage, visibility, and words hyphenated at line ends."""

import shutil
from pathlib import Path

import pytest
import reportlab
from reportlab.lib.pagesizes import letter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from archive.importers.extraction.extract import ExtractedIssue, Work, extract
from archive.importers.extraction.reading_order import joined
from archive.importers.parsing.records import IssueRecord, Row
from archive.models import ArchivedArticlePage, PageScan
from tests.importing.conftest import write_issue
from tests.importing.pdfs import draw_by_glyph_number, text_at, to_unicode, write_pdf

CASES = Path(__file__).parent / "cases"
SEVEN = ("one", "two", "three", "four", "five", "six", "seven")
LEFT_COLUMN = " ".join(f"Left column line {number} goes on here" for number in SEVEN)
RIGHT_COLUMN = " ".join(f"Right column line {number} ends up there" for number in SEVEN)
COLUMNS = "".join(
    text_at(60, 700 - 14 * row, f"Left column line {number} goes on here")
    + text_at(330, 700 - 14 * row, f"Right column line {number} ends up there")
    for row, number in enumerate(SEVEN)
)


def extracted(pdf: Path, folder: Path, **known: str) -> ExtractedIssue:
    row = Row("contents.csv, row 2", "Piece", 1, 1)
    texts = {int(name.removeprefix("page")): text for name, text in known.items()}
    return extract(Work(IssueRecord("key", "issue.yaml", 2019, 2, pdf, (row,)), folder, False, known_texts=texts))


def text_of(pdf: Path, folder: Path) -> str:
    return extracted(pdf, folder).articles[0].text


def parts_of(pdf: Path, folder: Path) -> list[str]:
    return text_of(pdf, folder).split("\n\n")


# Storage


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("astral-character.pdf", "😀n owl 😀 in the text of the page"),
        ("nul-character.pdf", "Bd letters in a sentence of the page"),
    ],
)
def test_characters_of_the_cases_come_in(name, text, run, tmp_path):
    folder = tmp_path / "issues" / "2019-march-april"
    folder.mkdir(parents=True)
    shutil.copy(CASES / name, folder / "issue.pdf")
    write_issue(folder.parent, contents=[{"title": "Piece", "pages": 1}])
    assert "1 made" in run(folder.parent)
    assert ArchivedArticlePage.objects.get().text == text
    assert PageScan.objects.get().text == text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("D83D", "Bd letters of the page"),  # half a pair
        ("DE00", "Bd letters of the page"),
        ("0007", "Bd letters of the page"),
        ("FFFD", "Bd letters of the page"),
        ("FDD0", "Bd letters of the page"),
        ("E012", "Bd letters of the page"),  # private use
        ("D842DFB7", "B𠮷d letters of the page"),
        ("00610308", "Bäd letters of the page"),
    ],
)
def test_a_character_is_composed_or_left_out(code, text, tmp_path):
    pdf = write_pdf(tmp_path / "a.pdf", text_at(60, 700, "Bxd letters of the page"), unicode=to_unicode(x=code))
    assert text_of(pdf, tmp_path) == text


@pytest.mark.parametrize("code", ["E0{:02X}", "FFFD", "00{:02X}"])
def test_a_page_of_meaningless_characters_is_offered_for_ocr(code, tmp_path):
    meant = {letter: code.format(number) for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz", 3)}
    pdf = write_pdf(tmp_path / "a.pdf", text_at(60, 700, "the words of a whole page"), unicode=to_unicode(**meant))
    made = extracted(pdf, tmp_path)
    assert [(page.text, page.needs_ocr) for page in made.pages] == [("", True)]
    assert "fonts do not say which letters they draw: page 1 of the file. Import with --ocr" in str(made.problems[0])


def test_a_real_font_without_its_table_is_offered_for_ocr(run, tmp_path):
    folder = tmp_path / "issues" / "2019-march-april"
    folder.mkdir(parents=True)
    draw_without_table(folder / "issue.pdf")
    write_issue(folder.parent, contents=[{"title": "Piece", "pages": 1}])
    assert "fonts do not say which letters they draw: page 1 of the file" in run(folder.parent)
    assert PageScan.objects.filter(needs_ocr=True, text="").exists()


def test_glyph_numbers_in_place_of_letters_are_offered_for_ocr(tmp_path):
    pdf = draw_by_glyph_number(tmp_path / "a.pdf", "The estuary outside our door rises twice a day")
    made = extracted(pdf, tmp_path)
    assert [(page.text, page.needs_ocr) for page in made.pages] == [("", True)]


def draw_without_table(path: Path) -> None:
    pdfmetrics.registerFont(TTFont("Vera", Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
    canvas = Canvas(str(path), pagesize=letter, invariant=True)
    canvas.setFont("Vera", 11)
    canvas.drawString(60, 700, "ÀÁÂÃÄÅ ÆÇÈÉÊË ÌÍÎÏÐÑ ÒÓÔÕÖØ")  # ASCII would keep its codes
    canvas.save()
    path.write_bytes(path.read_bytes().replace(b"/ToUnicode", b"/NoUnicode"))


def test_some_ornaments_do_not_make_a_page_unreadable(tmp_path):
    lines = "".join(text_at(60, 700 - 14 * row, f"x Line {number} of a list") for row, number in enumerate(SEVEN))
    pdf = write_pdf(tmp_path / "a.pdf", lines, unicode=to_unicode(x="F0B7"))
    assert text_of(pdf, tmp_path).startswith("Line one of a list")


def test_a_meaningless_text_of_the_last_time_is_not_taken_again(tmp_path):
    pdf = write_pdf(tmp_path / "a.pdf", text_at(60, 700, "a" * 30), unicode=to_unicode(a="E001"))
    assert extracted(pdf, tmp_path, page1="\ue001" * 30).pages[0].text == ""
    assert extracted(pdf, tmp_path, page1="Read by Tesseract.").pages[0].text == "Read by Tesseract."


# Visibility

TURNS = {
    0: ("", "/MediaBox[0 0 612 792]"),
    90: ("0 1 -1 0 792 0 cm\n", "/MediaBox[0 0 792 612]/Rotate 90"),
    180: ("-1 0 0 -1 612 792 cm\n", "/MediaBox[0 0 612 792]/Rotate 180"),
    270: ("0 -1 1 0 0 612 cm\n", "/MediaBox[0 0 792 612]/Rotate 270"),
}


@pytest.mark.parametrize("name", ["rotate-90-two-columns.pdf", "rotate-180-two-columns.pdf"])
def test_turned_pages_of_the_cases_are_read_as_seen(name, tmp_path):
    assert parts_of(CASES / name, tmp_path) == [LEFT_COLUMN, RIGHT_COLUMN]


@pytest.mark.parametrize("turn", TURNS)
def test_columns_are_read_as_seen(turn, tmp_path):
    matrix, page = TURNS[turn]
    pdf = write_pdf(tmp_path / "a.pdf", matrix + COLUMNS, page=page)
    assert parts_of(pdf, tmp_path) == [LEFT_COLUMN, RIGHT_COLUMN]


@pytest.mark.parametrize("turn", TURNS)
def test_what_lies_outside_a_turned_and_trimmed_page_stays_out(turn, tmp_path):
    matrix, page = TURNS[turn]
    box = {0: "40 600 600 780", 180: "12 12 572 192", 90: "12 40 192 600", 270: "600 12 780 572"}[turn]
    outside = text_at(60, 500, "Below the trim") + text_at(60, 786, "Above it") + text_at(2, 650, "Slug")
    pdf = write_pdf(tmp_path / "a.pdf", matrix + COLUMNS + outside, page=f"{page}/CropBox[{box}]")
    assert parts_of(pdf, tmp_path) == [LEFT_COLUMN, RIGHT_COLUMN]


def test_heads_and_folios_of_a_trimmed_page_are_known(tmp_path):
    lines = " ".join(f"Left column line {number} goes on here" for number in SEVEN)
    made = extracted(CASES / "cropbox-offset-heads.pdf", tmp_path)
    assert [page.text for page in made.pages] == [lines] * 3


@pytest.mark.parametrize("turn", TURNS)
def test_heads_and_folios_of_turned_pages_are_known(turn, tmp_path):
    matrix, page = TURNS[turn]
    sheets = [
        matrix + text_at(60, 770, "TIDE QUARTERLY", 9) + COLUMNS + text_at(300, 20, f"{number}", 9)
        for number in range(1, 4)
    ]
    made = extracted(write_pdf(tmp_path / "a.pdf", *sheets, page=page), tmp_path)
    assert [page.text for page in made.pages] == [f"{LEFT_COLUMN}\n\n{RIGHT_COLUMN}"] * 3


# Words that were divided.


def test_a_known_compound_keeps_its_hyphen(tmp_path):
    assert text_of(CASES / "hyphen-known-compound.pdf", tmp_path) == (
        "Every hands-on room in the co-design plan opens. The hands-on rooms are for everybody who likes "
        "co-design, and so it ends."
    )


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["the hands\x02", "on room"], "the hands-on room"),
        (["a non-hands\x02", "on room"], "a non-hands-on room"),
        (["the state-of-the\x02", "art room"], "the state-of-the-art room"),
        (["for every\x02", "body here"], "for everybody here"),
        (["a cooper-", "ation"], "a cooperation"),
        (["pre\x02", "and postwar"], "pre- and postwar"),
        (["on thous\x02", "and islands"], "on thousand islands"),
        (["Jean\x02", "Paul spoke"], "Jean-Paul spoke"),
        (["COVID\x02", "19 came"], "COVID-19 came"),
        (["OUR MUSE\x02", "UMS"], "OUR MUSEUMS"),
        (["one \x02", "two"], "one - two"),
        (["a soft\u00ad", "ware"], "a software"),
        (["it ends in a hy\x02"], "it ends in a hy-"),
    ],
)
def test_a_word_is_whole_again(lines, whole):
    words = {"hands-on": 3, "handson": 1, "state-of-the-art": 1, "co-operation": 0, "thousand": 1}
    assert joined(lines, lambda word: words.get(word, 0)) == whole


def test_a_word_divided_by_the_end_of_a_column_is_whole_again(tmp_path):
    left = "".join(text_at(60, 700 - 14 * row, line) for row, line in enumerate(["The tick et counter", "of a tick-"]))
    right = "".join(text_at(330, 700 - 14 * row, line) for row, line in enumerate(["et desk is a hands-", "on one"]))
    pdf = write_pdf(tmp_path / "a.pdf", left + right + text_at(330, 672, "as hands-on as any."))
    assert text_of(pdf, tmp_path) == "The tick et counter of a ticket desk is a hands-on one as hands-on as any."
