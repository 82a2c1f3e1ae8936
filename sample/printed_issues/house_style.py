"""The look of the printed magazine: measures in points, type, colours."""

from reportlab.lib.styles import ParagraphStyle

from sample.drawing.canvas import Palette

WIDTH, HEIGHT = 612.0, 792.0
SIDE, GUTTER = 48.0, 24.0
MEASURE = WIDTH - 2 * SIDE
COLUMN = (MEASURE - GUTTER) / 2
TOP, FOOT = 712.0, 62.0
HEAD_LINE, FOLIO_LINE = 752.0, 36.0
SERIF, SERIF_BOLD, SERIF_ITALIC = "Times-Roman", "Times-Bold", "Times-Italic"
SANS, SANS_BOLD = "Helvetica", "Helvetica-Bold"
BLACK, GREY = "#1b1b1b", "#5c5c5c"


class Look(Palette):
    """The colours of an issue: those of its cover, and one that is legible on white."""

    @property
    def deep(self) -> str:
        """The darker of ground and lines."""
        return min(self.ground, self.ink, key=luminance)


def luminance(colour: str) -> float:
    """Return how light a colour is, from 0 to 1 (ITU-R BT.601)."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def style(font: str, size: float, leading: float, colour: str = BLACK, indent: float = 0) -> ParagraphStyle:
    """Return a paragraph style: ragged right, without widows and orphans."""
    return ParagraphStyle(
        font,
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=colour,
        firstLineIndent=indent,
        allowWidows=0,
        allowOrphans=0,
    )


FIRST = style(SERIF, 10.4, 14)
BODY = style(SERIF, 10.4, 14, indent=13)
LEAD = style(SERIF, 14, 19)
BYLINE = style(SANS, 8.6, 11.5, GREY)
SMALL = style(SANS, 8, 11, GREY)
