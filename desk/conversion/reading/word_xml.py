"""Make readable what mammoth ignores in Word documents, and report what is left out."""

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from desk.conversion.packages import XML
from desk.conversion.places import quoted
from desk.conversion.reading.equations import linear
from desk.conversion.reading.xml import parse_part
from desk.conversion.records import Remark, Source

TRACKED = {
    ("ins", "moveTo"): "Tracked changes: inserted words were kept.",
    ("del", "moveFrom"): "Tracked changes: deleted words were left out.",
}
DRAWN = {"chart": "A chart was left out", "relIds": "A diagram (SmartArt) was left out"}
EQUATION = "An equation was written as text: see that it still says what it should."
EDGE_PARTS = re.compile(r"^word/(header|footer)\d*\.xml$")


def tidy_document(root: Any, remarks: list[Remark]) -> None:
    """Change the main part of a document in place."""
    _notice_tracked_changes(root, remarks)
    _drop_contents(root, remarks)
    _free_text_boxes(root, remarks)
    _choose_pictures(root)
    _write_out_equations(root, remarks)
    for name, text in DRAWN.items():
        told = f"{text}: insert a picture of it, or a data table with a chart."
        remarks.extend(Remark(_place(drawn), told) for drawn in root.iter(f"{{*}}{name}"))


def notice_unread(source: Source, package: zipfile.ZipFile, remarks: list[Remark]) -> None:
    """Report headers and footers with text that were left out."""
    for name in filter(EDGE_PARTS.match, package.namelist()):
        part = parse_part(source, package, name) if XML.search(name) else None
        if part is not None and (text := _words(part)):
            remarks.append(Remark(quoted(text), "The header or footer of the pages was left out."))


def _place(element: Any) -> str:
    paragraph = next(element.iterancestors("{*}p"), None)
    return quoted(_words(paragraph)) if paragraph is not None else ""


def _words(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter("{*}t")).strip()


def _notice_tracked_changes(root: Any, remarks: list[Remark]) -> None:
    for names, text in TRACKED.items():
        changes = (change for name in names for change in root.iter(f"{{*}}{name}") if _has_words(change))
        remarks.extend(Remark(_place(change), text) for change in changes)


def _has_words(change: Any) -> bool:
    return next(change.iter("{*}t", "{*}delText"), None) is not None


def _drop_contents(root: Any, remarks: list[Remark]) -> None:
    """Remove a table of contents: it is for paper, and the site makes its own."""
    for gallery in list(root.iter("{*}docPartGallery")):
        if "Table of Contents" in gallery.attrib.values():
            contents = next(gallery.iterancestors("{*}sdt"))
            remarks.append(Remark("", "The table of contents was left out: the page makes its own."))
            contents.getparent().remove(contents)


def _free_text_boxes(root: Any, remarks: list[Remark]) -> None:
    """Put the paragraphs of each text box after its anchor paragraph."""
    for alternative in list(root.iter("{*}AlternateContent")):
        box = next(alternative.iter("{*}txbxContent"), None)
        if box is not None:
            _free(box, alternative, remarks)
    for box in list(root.iter("{*}txbxContent")):
        _free(box, box, remarks)


def _free(box: Any, shape: Any, remarks: list[Remark]) -> None:
    host = next(shape.iterancestors("{*}p"), None)
    if host is not None and _words(box):
        remarks.append(Remark(quoted(_words(box)), "The text of a text box was put after the paragraph beside it."))
        for paragraph in reversed(list(box)):
            host.addnext(paragraph)
    if shape.getparent() is not None:
        shape.getparent().remove(shape)


def _choose_pictures(root: Any) -> None:
    """Choose the form of a drawing that contains a picture."""
    for alternative in list(root.iter("{*}AlternateContent")):
        choice = next(alternative.iterchildren("{*}Choice"), None)
        if choice is not None and next(choice.iter("{*}blip"), None) is not None:
            for child in reversed(list(choice)):
                alternative.addnext(child)
            alternative.getparent().remove(alternative)


def _write_out_equations(root: Any, remarks: list[Remark]) -> None:
    for equation in list(root.iter("{*}oMath")):
        around = next((el for el in equation.iterancestors("{*}oMathPara")), equation)
        for run in _runs(root, equation):
            around.addprevious(run)
        equation.getparent().remove(equation)
        remarks.append(Remark(_place(around), EQUATION))
    for empty in list(root.iter("{*}oMathPara")):
        empty.getparent().remove(empty)


def _runs(root: Any, equation: Any) -> Iterator[Any]:
    """Yield an equation as runs of text, with superscripts and subscripts."""
    word = etree.QName(root).namespace
    for text, position in linear(equation):
        run = etree.Element(f"{{{word}}}r")
        if position:
            properties = etree.SubElement(run, f"{{{word}}}rPr")
            etree.SubElement(properties, f"{{{word}}}vertAlign").set(f"{{{word}}}val", position)
        written = etree.SubElement(run, f"{{{word}}}t")
        written.text = text
        yield run
