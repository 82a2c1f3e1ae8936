"""Real PDFs of small issues: two columns, running heads and folios, as the tests need them."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

LEFT, RIGHT, TOP, PITCH = 54, 316, 640, 13
Column = Sequence[str]


def draw_issue(path: Path, pages: Sequence[tuple[str, str, Column, Column]], first_folio: int = 1) -> Path:
    """Write pages of (headline, byline, lines of the left column, lines of the right column)."""
    canvas = Canvas(str(path), pagesize=letter, invariant=True)
    for number, (headline, byline, left, right) in enumerate(pages, first_folio):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(LEFT, 760, "Dimensions  March/April 2019")
        canvas.drawString(LEFT, 36, str(number))
        canvas.setFont("Times-Bold", 26)
        canvas.drawString(LEFT, 700, headline)
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(LEFT, 676, byline)
        for x, lines in ((LEFT, left), (RIGHT, right)):
            for row, line in enumerate(lines):
                canvas.drawString(x + (12 if line.startswith(" ") else 0), TOP - row * PITCH, line.strip())
        canvas.showPage()
    canvas.save()
    return path


TIDES = (
    "Tides Keep Their Own Hours",
    "By Ana Duarte",
    [
        "The estuary outside our door rises twice a day",
        "and nobody has ever asked it to wait for the tick-",
        "et desk. So we moved the ticket desk instead.",
        " Visitors now come when the water comes, and the",
        "school classes that used to see mud see the tank",
        "being filled, which is what they came here to",
    ],
    [
        "see. It costs us two evenings a week.",
        " Nobody has asked for the old hours again, not",
        "even the people who drew up the old timetable.",
    ],
)
VANS = (
    "A Van Is a Small Museum",
    "By Tomás Reyes",
    ["Sixty-one schools lie along the coast, and the", "road to them is closed by wind one day in nine."],
    ["We pack for the closed road first."],
)
COVER: tuple[str, str, Column, Column] = ("Dimensions", "The Power of Small", ["The issue of spring."], [])


def draw_scan(path: Path, *pages: Sequence[str]) -> Path:
    """Write pages that are pictures of lines of text, as a scanner leaves them."""
    canvas = Canvas(str(path), pagesize=letter, invariant=True)
    for lines in pages:
        picture = Image.new("L", (1700, 2200), "white")
        pencil = ImageDraw.Draw(picture)
        for row, line in enumerate(lines):
            pencil.text((200, 300 + row * 70), line, fill="black", font=ImageFont.load_default(44))
        canvas.drawImage(ImageReader(picture), 0, 0, *letter)
        canvas.showPage()
    canvas.save()
    return path
