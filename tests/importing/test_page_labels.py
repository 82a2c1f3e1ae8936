"""Front matter counts i, ii, iii, and page 1 comes after it."""

from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.urls import reverse
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from archive.models import ArchivedArticlePage, IssuePage
from archive.page_labels import first_folio_of, page_label, roman
from tests.archive.test_reading import html_of
from tests.factories import make_member
from tests.importing.conftest import write_issue

ROMAN, ARABIC = "ROMAN_LOWER", "ARABIC"
LETTER_AND_TIDE = [{"title": "A Letter", "pages": "ii–iii"}, {"title": "The Tide", "pages": "iv-1"}]


def draw(path: Path, styles: dict[int, tuple[str | None, int]], pages: int = 6) -> None:
    """Write an issue whose pages are labelled in other styles from certain pages on, each with its first number."""
    path.parent.mkdir(parents=True)
    canvas = Canvas(str(path), pagesize=letter, invariant=True)
    for number in range(1, pages + 1):
        canvas.drawString(60, 700, f"What stands on sheet {number} of the file.")
        label = ["i", "ii", "iii", "iv", "1", "2", "3", "4"][number - 1]
        canvas.drawString(300, 30, label)
        canvas.showPage()
    for at, (style, start) in styles.items():
        canvas.addPageLabel(at, style=style, start=start)
    canvas.save()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "issues"
    draw(root / "2019-march-april" / "issue.pdf", {0: (ROMAN, 1), 4: (ARABIC, 1)})
    return root


def assert_front_matter_is_read() -> None:
    issue = IssuePage.objects.get()
    assert [scan.label for scan in issue.scans.order_by("position")] == ["i", "ii", "iii", "iv", "1", "2"]
    letter, tide = ArchivedArticlePage.objects.order_by("path")
    assert letter.text == "What stands on sheet 2 of the file.\n\nWhat stands on sheet 3 of the file."
    assert tide.text == "What stands on sheet 4 of the file.\n\nWhat stands on sheet 5 of the file."
    assert (letter.pages, tide.pages) == ("ii–iii", "iv–1")


def test_the_labels_of_the_pdf_are_read(run, root):
    write_issue(root, contents=LETTER_AND_TIDE)
    run(root)
    assert_front_matter_is_read()
    assert "1 unchanged" in run(root)


def test_they_can_be_written_where_the_pdf_has_none(run, tmp_path):
    root = tmp_path / "issues"
    draw(root / "2019-march-april" / "issue.pdf", {})
    write_issue(root, contents=LETTER_AND_TIDE, first_page=-3)
    run(root)
    assert_front_matter_is_read()


def test_what_is_written_counts_more_and_what_is_written_no_more_does_not(run, root):
    numbered = [{"title": "A Letter", "pages": "12–13"}]
    write_issue(root, contents=numbered, first_page=11)
    run(root)
    assert ArchivedArticlePage.objects.get().text.startswith("What stands on sheet 2")
    write_issue(root, contents=[{"title": "A Letter", "pages": "ii–iii"}, {"title": "The Tide", "pages": "iv–1"}])
    run(root)
    assert_front_matter_is_read()


@pytest.mark.parametrize(
    ("pages", "sentence"),
    [
        ("vi", "the pages vi are not in issue.pdf, which has i to 2"),
        ("ii–v", "the pages ii–v are not in issue.pdf, which has i to 2"),
        ("iii–ii", "the page range iii–ii ends before it begins: write ii–iii"),
        ("iiii", "“iiii” is no Roman number up to xcix: write it as printed, such as iv"),
        ("2–ii", "the page range 2–ii ends before it begins: write ii–2"),
    ],
)
def test_pages_that_are_not_there_are_refused(run, root, capsys, pages, sentence):
    write_issue(root, contents=[{"title": "A Letter", "pages": pages}])
    with pytest.raises(CommandError):
        run(root)
    assert sentence in capsys.readouterr().out
    assert not IssuePage.objects.exists()


def test_an_issue_without_front_matter_has_no_page_in_roman(run, tmp_path, capsys):
    write_issue(tmp_path, contents=[{"title": "A Letter", "pages": "ii"}])
    with pytest.raises(CommandError):
        run(tmp_path)
    assert (
        "the pages ii are not in issue.pdf, which has 1 to 3: correct them, or “first_page”" in capsys.readouterr().out
    )


def test_readers_see_what_is_printed(run, root, client):
    write_issue(root, contents=LETTER_AND_TIDE)
    run(root)
    client.force_login(make_member())
    issue, letter = IssuePage.objects.get(), ArchivedArticlePage.objects.get(title="A Letter")
    page = html_of(client, f"{issue.url}pages/-2/")
    assert "<title>Page ii, " in page
    assert 'alt="Page ii as it was printed' in page
    assert "Pages ii–iii" in html_of(client, letter.url)
    citation = client.get(reverse("archived_article_ris", args=[letter.public_id])).content.decode()
    assert "SP  - ii" in citation
    assert "EP  - iii" in citation


@pytest.mark.parametrize(
    ("labels", "first"),
    [
        (["i", "ii", "1", "2"], -1),
        (["I", "II", "1"], -1),
        (["12", "13", "14"], 12),
        (["i", "ii", "iii"], -2),
        (["1", "2"], 1),
        (["Cover", "1", "2"], None),
        (["i", "ii", "3"], None),
        (["1", "1", "2"], None),
        (["", ""], None),
        ([], None),
        (["²", "³"], None),
    ],
)
def test_how_the_labels_of_a_pdf_count(labels, first):
    assert first_folio_of(labels) == first


def test_roman_numerals():
    assert [roman(n) for n in (1, 4, 9, 14, 40, 49, 90, 99, 400, 1944)] == [
        "i", "iv", "ix", "xiv", "xl", "xlix", "xc", "xcix", "cd", "mcmxliv"
    ]  # fmt: skip
    assert [page_label(folio, -3) for folio in range(-3, 3)] == ["i", "ii", "iii", "iv", "1", "2"]
