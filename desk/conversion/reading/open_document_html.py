"""The elements of an OpenDocument text as HTML."""

import zipfile
from collections.abc import Callable
from html import escape
from typing import Any

from desk.conversion.document import Document, Said
from desk.conversion.marks import mark
from desk.conversion.places import quoted
from desk.conversion.reading.open_document_styles import Styles, attribute
from desk.conversion.reading.xml import parse_part
from desk.conversion.records import Remark, Source

LEFT_OUT = {
    *("tracked-changes", "sequence-decls", "forms", "annotation-end", "soft-page-break", "title", "desc"),
    *("variable-decls", "user-field-decls", "bookmark", "bookmark-start", "bookmark-end", "note-citation"),
}
PARAGRAPHS = {"title": "h1", "quote": "blockquote", "caption": 'p class="caption"'}
MOST_SPACES = 100


class Writer:
    """Writes HTML, and collects pictures, comments and notes."""

    def __init__(self, source: Source, package: zipfile.ZipFile, styles: Styles) -> None:
        self._source, self._package, self._styles = source, package, styles
        self._found = Document("")
        self._notes: list[str] = []
        self._after: list[str] = []
        self._list_styles: list[str] = []
        self._kinds: dict[str, Callable[[Any], str]] = {
            "p": self._paragraph,
            "h": self._heading,
            "list": self._list,
            "list-item": self._entry,
            "table": self._table,
            "table-row": self._row,
            "table-cell": self._cell,
            "span": self._span,
            "table-header-rows": lambda el: f"<thead>{self._inside(el)}</thead>",
            "a": self._link,
            "line-break": lambda _el: "<br>",
            "s": self._spaces,
            "tab": lambda _el: "\t",
            "note": self._note,
            "annotation": self._comment,
            "frame": self._frame,
            "table-of-content": self._contents,
            "change-start": self._change,
            "change": self._change,
        }

    def document(self, body: Any) -> Document:
        """Return the document; call it once."""
        self._changes = {
            attribute(region, "id"): "deletion" if next(region.iter("{*}deletion"), None) is not None else "insertion"
            for region in body.iter("{*}changed-region")
        }
        html = self._inside(body)
        notes = f"<ol>{''.join(self._notes)}</ol>" if self._notes else ""
        self._found.html = f"{html}{notes}"
        return self._found

    def _remark(self, element: Any, text: str) -> None:
        around = next(element.iterancestors("{*}p", "{*}h"), element)
        self._found.remarks.append(Remark(quoted("".join(around.itertext())), text))

    def _write(self, element: Any) -> str:
        if not isinstance(element.tag, str) or (name := element.tag.rpartition("}")[2]) in LEFT_OUT:
            return ""
        return self._kinds.get(name, self._inside)(element)

    def _inside(self, element: Any) -> str:
        parts = [escape(element.text or "")]
        for child in element:
            parts += [self._write(child), escape(child.tail or "")]
        return "".join(parts)

    def _paragraph(self, element: Any) -> str:
        tag = PARAGRAPHS.get(self._styles.kind(attribute(element, "style-name")), "p")
        return self._block(tag, self._styled(element))

    def _styled(self, element: Any) -> str:
        html = self._inside(element)
        for tag in self._styles.tags(attribute(element, "style-name")):
            html = f"<{tag}>{html}</{tag}>"
        return html

    def _heading(self, element: Any) -> str:
        level = attribute(element, "outline-level")
        is_title = self._styles.kind(attribute(element, "style-name")) == "title"
        return self._block("h1" if is_title else f"h{level if level in set('123456') else 2}", self._inside(element))

    def _block(self, tag: str, html: str) -> str:
        """Return a block, followed by what was anchored to it, such as a text box."""
        after, self._after = "".join(self._after), []
        return f"<{tag}>{html}</{tag.split()[0]}>{after}"

    def _span(self, element: Any) -> str:
        return self._styled(element)

    def _link(self, element: Any) -> str:
        return f'<a href="{escape(attribute(element, "href"))}">{self._inside(element)}</a>'

    def _spaces(self, element: Any) -> str:
        count = attribute(element, "c") or "1"
        return " " * min(int(count), MOST_SPACES) if count.isdigit() else " "

    def _list(self, element: Any) -> str:
        outer = self._list_styles[-1] if self._list_styles else ""
        self._list_styles.append(attribute(element, "style-name") or outer)
        numbered = self._styles.is_numbered(self._list_styles[-1], len(self._list_styles))
        html = self._inside(element)
        self._list_styles.pop()
        tag = "ol" if numbered else "ul"
        return f"<{tag}>{html}</{tag}>"

    def _entry(self, element: Any) -> str:
        return f"<li>{self._inside(element)}</li>"

    def _table(self, element: Any) -> str:
        return f"<table>{self._inside(element)}</table>"

    def _row(self, element: Any) -> str:
        return f"<tr>{self._inside(element)}</tr>"

    def _cell(self, element: Any) -> str:
        wide, high = (attribute(element, f"number-{name}-spanned") or "1" for name in ("columns", "rows"))
        return f'<td colspan="{escape(wide)}" rowspan="{escape(high)}">{self._inside(element)}</td>'

    def _note(self, element: Any) -> str:
        body = next(element.iter("{*}note-body"), None)
        number = len(self._notes) + 1
        self._notes.append("")
        html = self._inside(body) if body is not None else ""
        self._notes[number - 1] = f'<li id="odf{number}">{html} <a href="#odfref{number}">↑</a></li>'
        return f'<sup><a href="#odf{number}" id="odfref{number}">{number}</a></sup>'

    def _comment(self, element: Any) -> str:
        author = next(("".join(one.itertext()) for one in element.iter("{*}creator")), "")
        text = "\n".join("".join(one.itertext()).strip() for one in element.iter("{*}p")).strip()
        number = len(self._found.comments)
        self._found.comments[number] = Said(author, text, self._commented(element))
        return mark(number)

    def _commented(self, element: Any) -> str:
        """Return the words up to the end of a comment’s range, within its paragraph."""
        words: list[str] = []
        for following in element.itersiblings():
            if following.tag.endswith("}annotation-end"):
                return "".join([element.tail or "", *words])[:200]
            words += ["".join(following.itertext()), following.tail or ""]
        return ""

    def _frame(self, element: Any) -> str:
        box, image = (next(element.iter(f"{{*}}{name}"), None) for name in ("text-box", "image"))
        drawn = next(element.iter("{*}object"), None)
        if drawn is not None:
            return self._object(drawn)
        if box is not None:
            boxed = "The text of a text box was put after the paragraph beside it."
            self._found.remarks.append(Remark(quoted("".join(box.itertext())), boxed))
            html = self._inside(box)  # first, because a paragraph in it consumes `_after`
            self._after.append(html)
        elif image is not None:
            return self._image(element, attribute(image, "href"))
        return ""

    def _image(self, frame: Any, name: str) -> str:
        if name in self._package.namelist():
            self._found.pictures[f"picture:{name}"] = self._package.read(name)
        alt = next(("".join(one.itertext()) for one in frame.iter("{*}desc", "{*}title")), "")
        return f'<img src="picture:{escape(name)}" alt="{escape(alt)}">'

    def _object(self, element: Any) -> str:
        """An equation is read as text; anything else that was drawn by another program is named."""
        name = attribute(element, "href").removeprefix("./")
        part = parse_part(self._source, self._package, f"{name}/content.xml", required=False)
        if part is not None and part.tag.endswith("}math"):
            self._remark(element, "An equation was written as text: see that it still says what it should.")
            return escape("".join("".join(one.itertext()) for one in part.iter("{*}mi", "{*}mn", "{*}mo", "{*}mtext")))
        self._remark(element, "A chart or other object was left out: insert a picture of it, or a data table.")
        return ""

    def _contents(self, element: Any) -> str:
        self._remark(element, "The table of contents was left out: the page makes its own.")
        return ""

    def _change(self, element: Any) -> str:
        kind = self._changes.get(attribute(element, "change-id"))
        if kind == "insertion":
            self._remark(element, "Tracked changes: inserted words were kept.")
        elif kind == "deletion":
            self._remark(element, "Tracked changes: deleted words were left out.")
        return ""
