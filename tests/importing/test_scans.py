"""Scanned pages: reported, shown, and read with Tesseract if requested."""

import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError

from archive.models import ArchivedArticlePage, IssuePage, PageScan
from tests.importing.conftest import write_issue
from tests.importing.pdfs import draw_scan
from tests.requirements import skip_without

LINES = ["The estuary outside our door rises", "twice a day and waits for nobody."]
NO_TESSERACT = "Tesseract is not installed (Debian: apt-get install tesseract-ocr)."


@pytest.fixture
def scanned(tmp_path: Path) -> Path:
    """A folder with an issue of three scanned pages."""
    folder = tmp_path / "issues" / "2019-march-april"
    folder.mkdir(parents=True)
    draw_scan(folder / "issue.pdf", ["The Power of Small"], LINES, ["A Van Is a Small Museum"])
    write_issue(folder.parent)
    return folder.parent


@pytest.fixture
def tesseract() -> None:
    """Tesseract, which continuous integration has."""
    if not shutil.which("tesseract"):
        skip_without(NO_TESSERACT)


def test_scanned_pages_are_told_and_can_be_looked_at(run, scanned):
    told = run(scanned)
    assert "1 made" in told
    assert "issue.pdf: without text, because scanned: page 1, 2, 3 of the file. Import with --ocr" in told
    assert PageScan.objects.filter(needs_ocr=True, width__gt=0, text="").count() == 3
    assert {article.text for article in ArchivedArticlePage.objects.all()} == {""}


@pytest.mark.usefixtures("tesseract")
def test_tesseract_reads_them_in_a_second_run(run, scanned):
    run(scanned)
    told = run(scanned, ocr=True)
    assert "1 updated" in told
    assert "scanned" not in told
    assert not PageScan.objects.filter(needs_ocr=True).exists()
    tides = ArchivedArticlePage.objects.get(first_page=2)
    assert tides.text == " ".join(LINES)
    assert "estuary" in tides.full_text


@pytest.mark.usefixtures("tesseract")
def test_what_was_read_stays_when_the_contents_change(run, scanned):
    run(scanned, ocr=True)
    write_issue(scanned, theme="Small Is Large")
    assert "scanned" not in run(scanned)
    assert IssuePage.objects.get().title == "Small Is Large"
    assert ArchivedArticlePage.objects.get(first_page=2).text == " ".join(LINES)


@pytest.mark.usefixtures("tesseract")
def test_a_language_that_tesseract_lacks_is_told(run, capsys, scanned):
    with pytest.raises(CommandError, match="1 could not be imported"):
        run(scanned, ocr=True, ocr_language="xyz")
    assert "Tesseract could not read the page" in capsys.readouterr().out
    assert not IssuePage.objects.exists()


def test_without_tesseract_there_is_a_sentence(run, scanned, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match=r"Tesseract is not installed.*or import without --ocr"):
        run(scanned, ocr=True)
    assert not IssuePage.objects.exists()
