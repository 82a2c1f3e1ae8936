"""The conversion of HTML to body blocks, for HTML from any source."""

from desk.conversion.document import Document
from desk.conversion.html.body import Body
from desk.conversion.html.dialects import outermost_list, to_ordinary_html
from desk.conversion.html.headings import settle_headings
from desk.conversion.html.notes import place_notes
from desk.conversion.html.pictures import Pictures
from desk.conversion.html.report import Report
from desk.conversion.html.tree import PLACED, Element, ancestors, parse, place
from desk.conversion.records import Conversion, FileComment


def to_blocks(document: Document) -> Conversion:
    """Convert what a reader made of a file."""
    report = Report()
    for remark in document.remarks:
        report.add(remark.place, remark.text)
    root = parse(document.html)
    to_ordinary_html(root, report)
    place_notes(root, report)
    _put_pictures_between_paragraphs(root)
    settle_headings(root, report)
    body = Body(report, pictures := Pictures(report), document.pictures)
    body.add(root)
    body.end()
    comments = _comments(document, body)
    return Conversion(body.blocks, report.remarks(), comments, pictures.found)


def _put_pictures_between_paragraphs(root: Element) -> None:
    """Move a picture within a line of text behind its paragraph, and one in a list behind the list."""
    for image in reversed(list(root.iter("img"))):
        around = outermost_list(image)
        if around is None:
            around = next((el for el in ancestors(image) if el.tag in PLACED and el.tag != "table"), None)
        if around is not None:
            _move_behind(image, around)


def _move_behind(image: Element, around: Element) -> None:
    image.drop_tree() if image.tail else image.getparent().remove(image)
    image.tail = None
    image.set("data-place", place(around))
    around.addnext(image)
    image.tail, around.tail = around.tail, None


def _comments(document: Document, body: Body) -> list[FileComment]:
    """Return the comments with their blocks; one whose place is gone belongs to the first block."""
    first = body.blocks[0]["id"] if body.blocks else ""
    return [
        FileComment(body.marks.get(number, first), comment.author, comment.text, comment.quote)
        for number, comment in document.comments.items()
    ]
