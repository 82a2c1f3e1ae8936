"""A tree of ordinary HTML becomes the blocks of a body."""

import re
from collections.abc import Callable
from html import escape
from typing import Any
from uuid import uuid4

from desk.conversion.html.inline import inline, rich_text, tidy
from desk.conversion.html.pictures import Pictures
from desk.conversion.html.report import Report
from desk.conversion.html.tables import table_block
from desk.conversion.html.tree import BLOCKS, Element, is_empty, text_of
from desk.conversion.marks import cleaned, marks_in

COMFORTABLE, LONGEST_TEXT = 5_000, 20_000
LONGEST_CAPTION = 400
LEFT_OUT = {"iframe", "video", "audio", "object", "embed", "canvas", "applet"}


class Body:
    """Collects blocks; consecutive text becomes one block."""

    def __init__(self, report: Report, pictures: Pictures, handed: dict[str, bytes]) -> None:
        self.blocks: list[dict[str, Any]] = []
        self.marks: dict[int, str] = {}
        self._report, self._pictures, self._handed = report, pictures, handed
        self._texts: list[str] = []
        self._caption = ""
        self._kinds: dict[str, Callable[[Element], None]] = {
            **dict.fromkeys(("h2", "h3"), self._heading),
            **dict.fromkeys(("p", "address", "dt", "dd", "summary", "figcaption", "caption"), self._paragraph),
            **dict.fromkeys(("ul", "ol"), self._list),
            "blockquote": self._quote,
            "pre": self._lines,
            "hr": self._rule,
            "table": self._table,
            "img": self._image,
            "figure": self._figure,
        }

    def add(self, element: Element) -> None:
        """Take in what an element holds: blocks in their order, and loose words as paragraphs."""
        loose = [escape(element.text or "", quote=False)]
        for child in element:
            if child.tag in BLOCKS or child.tag == "img":
                self._end_paragraph(loose)
                self._kinds.get(child.tag, self.add)(child)
            elif child.tag in LEFT_OUT:
                self._report.add(child, "A player or program was left out: add it as a block of its own.")
            else:
                loose.append(inline(child, self._report))
            loose.append(escape(child.tail or "", quote=False))
        self._end_paragraph(loose)

    def end(self) -> None:
        """Close the last text."""
        self._close_text()

    def _end_paragraph(self, loose: list[str]) -> None:
        """Loose words with two line breaks between them are paragraphs (old HTML)."""
        for part in re.split(r"(?:\s*<br/>){2,}", "".join(loose)):
            if html := tidy(part):
                self._write(f"<p>{html}</p>")
        loose.clear()

    def _write(self, html: str) -> None:
        length = sum(map(len, self._texts))
        if length > LONGEST_TEXT or (length > COMFORTABLE and html.startswith("<h2")):
            self._close_text()
        self._texts.append(html)

    def _close_text(self) -> None:
        if self._texts:
            texts, self._texts = self._texts, []
            self._append("text", "".join(texts))

    def _append(self, type_: str, value: Any) -> None:
        block = {"type": type_, "value": cleaned(value), "id": str(uuid4())}
        self.blocks.append(block)
        for number in marks_in(value):
            self.marks.setdefault(number, block["id"])

    def _heading(self, element: Element) -> None:
        html = re.sub(r"</?b>|<br/>", " ", rich_text(element, self._report))
        if html := tidy(html):
            self._write(f"<{element.tag}>{html}</{element.tag}>")

    def _paragraph(self, element: Element) -> None:
        if element.get("data-caption") is not None and self._is_caption(element):
            return
        self.add(element)

    def _is_caption(self, element: Element) -> bool:
        """Use a paragraph as caption of the following table or the previous picture; return whether it is one."""
        following = element.getnext()
        if following is not None and following.tag == "table":
            self._caption = text_of(element)
            return True
        last = self.blocks[-1] if self.blocks and not self._texts else None
        return last is not None and self._describe(last, text_of(element))

    def _describe(self, block: dict[str, Any], caption: str) -> bool:
        name = {"image": "caption", "data_table": "title"}.get(block["type"])
        longest = LONGEST_CAPTION if name == "caption" else 160
        if not name or block["value"][name] not in {"", "Table"} or len(caption) > longest:
            return False
        block["value"][name] = cleaned(caption)
        return True

    def _list(self, element: Element) -> None:
        html = self._list_html(element)
        if "<li>" in html:
            self._write(html)

    def _list_html(self, element: Element) -> str:
        entries = [self._entry(child) for child in element if child.tag == "li"]
        return f"<{element.tag}>{''.join(filter(None, entries))}</{element.tag}>"

    def _entry(self, element: Element) -> str:
        lists = [child for child in element.iter("ul", "ol") if next(child.iterancestors("li")) is element]
        inner = "".join(self._list_html(child) for child in lists)
        for child in lists:
            child.getparent().remove(child)
        words = self._paragraphs_within(element)
        return f"<li>{words}{inner}</li>" if words or inner else ""

    def _paragraphs_within(self, element: Element) -> str:
        """Return all the words of an element on lines of their own."""
        own = tidy(rich_text(element, self._report))
        inner = [self._paragraphs_within(child) for child in element if child.tag in BLOCKS]
        return "<br/>".join(filter(None, [own, *inner]))

    def _quote(self, element: Element) -> None:
        if html := self._paragraphs_within(element):
            self._write(f"<blockquote>{html}</blockquote>")

    def _lines(self, element: Element) -> None:
        html = "<br/>".join(escape(line.rstrip(), quote=False) for line in "".join(element.itertext()).splitlines())
        self._write(f"<p>{html}</p>") if html else None

    def _rule(self, element: Element) -> None:
        self._write("<hr/>") if self._texts or self.blocks else None

    def _table(self, element: Element) -> None:
        caption, self._caption = self._caption, ""
        value = table_block(element, self._report, caption)
        if value is None:
            self._unfold(element, caption)
            return
        self._close_text()
        self._append("data_table", value)
        for number in marks_in("".join(element.itertext())):
            self.marks.setdefault(number, self.blocks[-1]["id"])

    def _unfold(self, table: Element, caption: str) -> None:
        """A table that only arranges text, or is too long for cells, is read cell by cell."""
        if is_empty(table):
            return
        self._report.add(table, "A table that arranges text or pictures was written out, one cell after the other.")
        self._write(f"<p>{escape(caption, quote=False)}</p>") if caption else None
        self.add(table)

    def _figure(self, element: Element) -> None:
        for caption in element.iter("figcaption"):
            caption.set("data-caption", "")
        self.add(element)

    def _image(self, element: Element) -> None:
        position = self._pictures.add(element, self._handed)
        if position is None:
            return
        self._close_text()
        alt = self._pictures.found[position].alt
        image = {"picture": position, "alt_text": alt, "decorative": False}
        self._append("image", {"image": image, "caption": "", "credit": "", "width": "column"})
