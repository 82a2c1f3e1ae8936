"""A PDF of spreads becomes an issue of single pages, as it was printed."""

from pathlib import Path

import pypdfium2
import pytest
from django.core.management.base import CommandError
from PIL import Image
from reportlab.lib.pagesizes import landscape, letter
from reportlab.pdfgen.canvas import Canvas

from archive.models import ArchivedArticlePage, IssuePage
from tests.importing.conftest import write_issue

SPREAD = (1224, 792)
CONTENTS = [{"title": "The Tide", "pages": "2"}, {"title": "A Van", "pages": "3–4"}]


def draw_spreads(path: Path, rotation: int = 0) -> None:
    """Write a cover, and two spreads of pages 2 to 5; they may lie on their side and be turned upright when seen."""
    path.parent.mkdir(parents=True)
    canvas = Canvas(str(path), pagesize=letter, invariant=True)
    canvas.drawString(60, 700, "Dimensions of the spring")
    canvas.showPage()
    for left in (2, 4):
        turn = {0: (1, 0, 0, 1, 0, 0), 90: (0, 1, -1, 0, 792, 0), 270: (0, -1, 1, 0, 0, 1224)}[rotation]
        canvas.setPageSize(SPREAD)  # as displayed
        canvas.setPageRotation(rotation)
        canvas.transform(*turn)
        for number, x in ((left, 60), (left + 1, 672)):
            canvas.setFillColorRGB(1, 1, 0) if number % 2 else canvas.setFillColorRGB(0, 1, 1)
            canvas.rect(x - 60, 0, 612, 300, stroke=0, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
            canvas.drawString(x, 700, f"What stands on page {number} of the issue.")
        canvas.showPage()
    canvas.save()


def texts(issue: IssuePage) -> list[str]:
    return list(issue.scans.order_by("position").values_list("text", flat=True))


@pytest.mark.parametrize("rotation", [0, 90, 270])
def test_each_half_is_a_page_with_its_text_scan_and_cut(run, tmp_path, rotation):
    root = tmp_path / "issues"
    draw_spreads(root / "2019-march-april" / "issue.pdf", rotation)
    write_issue(root, contents=CONTENTS, spreads="yes")
    run(root)

    issue = IssuePage.objects.get()
    assert texts(issue) == [
        "Dimensions of the spring",
        *(f"What stands on page {n} of the issue." for n in range(2, 6)),
    ]
    for scan in issue.scans.filter(position__in=(2, 3)):
        with scan.image.open() as file, Image.open(file) as image:
            assert image.width < image.height
            red = image.convert("RGB").getpixel((image.width // 2, image.height - 20))[0]
        assert (red > 128) is (scan.position == 3), "the other half is on the scan"
    van = ArchivedArticlePage.objects.get(title="A Van")
    assert van.text == "What stands on page 3 of the issue.\n\nWhat stands on page 4 of the issue."
    with van.pdf.open() as file, pypdfium2.PdfDocument(file.read()) as pages:
        assert [tuple(map(round, page.get_size())) for page in pages] == [(612, 792), (612, 792)]


def test_it_is_rendered_anew_when_somebody_says_so_later_and_then_left_alone(run, tmp_path):
    root = tmp_path / "issues"
    draw_spreads(root / "2019-march-april" / "issue.pdf")
    write_issue(root, contents=[{"title": "The Tide", "pages": "2"}])
    assert "write “spreads: yes”" in run(root)
    assert len(texts(IssuePage.objects.get())) == 3

    write_issue(root, contents=[{"title": "The Tide", "pages": "2"}], spreads=True)
    assert "spreads" not in run(root)
    assert len(texts(IssuePage.objects.get())) == 5
    assert "1 unchanged" in run(root)


def test_a_single_foldout_is_no_spread(run, tmp_path):
    folder = tmp_path / "issues" / "2019-march-april"
    folder.mkdir(parents=True)
    canvas = Canvas(str(folder / "issue.pdf"), pagesize=letter, invariant=True)
    for size in (letter, landscape(letter), letter):
        canvas.setPageSize(size)
        canvas.drawString(60, 500, "A page")
        canvas.showPage()
    canvas.save()
    write_issue(folder.parent, contents=[{"title": "Piece", "pages": "2"}])
    assert "spreads" not in run(folder.parent)


def test_what_is_neither_yes_nor_no_is_refused(run, tmp_path, capsys):
    root = tmp_path / "issues"
    draw_spreads(root / "2019-march-april" / "issue.pdf")
    write_issue(root, contents=CONTENTS, spreads="perhaps")
    with pytest.raises(CommandError):
        run(root)
    assert "spreads: “perhaps” is neither yes nor no: write one of the two." in capsys.readouterr().out
