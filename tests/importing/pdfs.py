"""Real PDFs of small issues: two columns, running heads and folios, as the tests need them."""

from collections.abc import Sequence
from pathlib import Path

import reportlab
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
    """Write pages that are pictures of lines of text, as from a scanner."""
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


def write_pdf(path: Path, *contents: str, page: str = "/MediaBox[0 0 612 792]", unicode: str = "") -> Path:
    """Write pages by hand, each from its content stream, with `page` as their boxes and Helvetica as /F1.

    `unicode` is the ToUnicode table of the font, which maps its glyphs to letters.
    """
    table = "/ToUnicode 4 0 R" if unicode else ""
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(contents)}/Kids[{kids}]>>",
        f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding {table}>>",
        f"<</Length {len(unicode)}>>\nstream\n{unicode}\nendstream",
    ]
    for number, content in enumerate(contents):
        objects.append(f"<</Length {len(content)}>>\nstream\n{content}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R {page}/Resources<</Font<</F1 3 0 R>>>>/Contents {5 + 2 * number} 0 R>>"
        )
    path.write_bytes(_numbered(objects))
    return path


def _numbered(objects: Sequence[str]) -> bytes:
    whole, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(whole))
        whole += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return whole + f"{head}startxref\n{len(whole)}\n%%EOF\n".encode("latin-1")


def draw_by_glyph_number(path: Path, text: str) -> Path:
    """Write a line in a TrueType font without a ToUnicode table: “The” reads “7KH”."""
    font = (Path(reportlab.__file__).parent / "fonts" / "Vera.ttf").read_bytes().decode("latin-1")
    content = f"BT /F1 11 Tf 60 700 Td <{''.join(f'{ord(letter) - 29:04X}' for letter in text)}> Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[8 0 R]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/Vera/Encoding/Identity-H/DescendantFonts[4 0 R]>>",
        (
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/Vera/FontDescriptor 5 0 R/DW 600/CIDToGIDMap/Identity"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
        ),
        (
            "<</Type/FontDescriptor/FontName/Vera/Flags 4/FontBBox[-183 -235 1287 928]/ItalicAngle 0/Ascent 759"
            "/Descent -240/CapHeight 759/StemV 87/FontFile2 6 0 R>>"
        ),
        f"<</Length {len(font)}/Length1 {len(font)}>>\nstream\n{font}\nendstream",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents 7 0 R>>",
    ]
    path.write_bytes(_numbered(objects))
    return path


def text_at(x: float, y: float, text: str, size: float = 11) -> str:
    """Return the operators that show a line of text."""
    return f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n"


def to_unicode(**meant: str) -> str:
    """Return the table of a font in which letters mean the hexadecimal UTF-16 that is given."""
    rows = " ".join(f"<{ord(letter):02X}> <{code}>" for letter, code in meant.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        f"1 begincodespacerange <00> <FF> endcodespacerange {len(meant)} beginbfchar {rows} endbfchar "
        "endcmap end end"
    )
