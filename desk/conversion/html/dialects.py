"""Convert the peculiarities of the programs that HTML comes from to ordinary HTML."""

import re

from desk.conversion.html.report import Report
from desk.conversion.html.tree import BLOCKS, HEADINGS, Element, ancestors, drop, style_of, text_of, unwrap

WORD_LIST = re.compile(r"l\d+\s+level(\d+)|level(\d+)")
NUMBERED = re.compile(r"^\(?(?:\d+|[a-z]{1,4})[.)]", re.IGNORECASE)
HEADING_CLASSES = {"msotitle": "h1", "title": "h1", "msosubtitle": "h2", "subtitle": "h2"}
QUOTE_CLASSES = {"msoquote", "msointensequote", "quotations", "quote"}
CAPTION_CLASSES = {"msocaption", "caption"}


def to_ordinary_html(root: Element, report: Report) -> None:
    """Change a tree in place."""
    _settle_tracked_changes(root, report)
    for element in list(root.iter()):
        if isinstance(element.tag, str) and (":" in element.tag or element.get("hidden") is not None):
            unwrap(element)  # such as <o:p>
    _drop_what_is_hidden(root)
    for element in list(root.iterdescendants()):
        if element.tag not in BLOCKS and any(child.tag in BLOCKS for child in element.iterdescendants()):
            unwrap(element)
    _name_paragraphs(root)
    _make_lists(root)
    _put_lists_into_entries(root)


def _settle_tracked_changes(root: Element, report: Report) -> None:
    for element in list(root.iter("del")):
        report.add(element, "Words that are marked as deleted were left out.")
        drop(element)
    for element in list(root.iter("ins")):
        report.add(element, "Words that are marked as inserted were kept.")
        unwrap(element)


def _drop_what_is_hidden(root: Element) -> None:
    for element in list(root.iter()):
        style = style_of(element)
        if style.get("display") == "none" or style.get("mso-hide") == "all":
            drop(element)


def _name_paragraphs(root: Element) -> None:
    """Convert paragraphs whose class makes them a heading, a quotation or a caption."""
    for element in list(root.iter("p")):
        names = set((element.get("class") or "").lower().split())
        if found := names & HEADING_CLASSES.keys():
            element.tag = HEADING_CLASSES[found.pop()]
        elif level := next(iter(re.findall(r"msoheading([1-6])", " ".join(names))), None):
            element.tag = f"h{level}"
        elif names & QUOTE_CLASSES:
            element.tag = "blockquote"
        elif names & CAPTION_CLASSES:
            element.set("data-caption", "")


def _make_lists(root: Element) -> None:
    """Build lists from Word's paragraphs, which have the level in their style."""
    entries = [element for element in root.iter("p", *HEADINGS) if _level(element)]
    stack: list[tuple[int, Element]] = []
    last = None
    for element in entries:
        if element.tag in HEADINGS:  # a numbered heading is a heading
            _drop_marker(element)
            continue
        if last is None or element.getprevious() is not last:
            stack = []
        last = _add_entry(element, stack)


def _level(element: Element) -> int:
    """Return the level in Word’s style, or 0."""
    found = WORD_LIST.search(style_of(element).get("mso-list", ""))
    return int(found.group(1) or found.group(2)) if found else 0


def _add_entry(element: Element, stack: list[tuple[int, Element]]) -> Element:
    """Move a paragraph into the list at its level; return the outermost list."""
    level, tag = _level(element), "ol" if NUMBERED.match(_drop_marker(element)) else "ul"
    while stack and stack[-1][0] > level:
        stack.pop()
    if not stack or stack[-1][0] < level:
        new = element.makeelement(tag)
        _attach(new, stack, element)
        stack.append((level, new))
    entry = element.makeelement("li", {"data-place": element.get("data-place", "")})
    stack[-1][1].append(entry)
    tail, element.tail = element.tail, None
    entry.append(element)
    element.tag = "span"
    outermost = stack[0][1]
    outermost.tail = (outermost.tail or "") + (tail or "").strip()
    return outermost


def _attach(new: Element, stack: list[tuple[int, Element]], element: Element) -> None:
    entries = list(stack[-1][1]) if stack else []
    if entries:
        entries[-1].append(new)
    else:
        element.addprevious(new)


def _drop_marker(element: Element) -> str:
    """Remove and return the bullet or number that Word wrote out."""
    for span in list(element.iter("span")):
        if "ignore" in style_of(span).get("mso-list", ""):
            marker = text_of(span)
            drop(span)
            return marker
    return ""


def _put_lists_into_entries(root: Element) -> None:
    """Move a list between entries (Google Docs, old HTML) into the entry before it."""
    for inner in list(root.iter("ul", "ol")):
        previous = inner.getprevious()
        if inner.getparent().tag in {"ul", "ol"} and previous is not None and previous.tag == "li":
            inner.tail = None
            previous.append(inner)


def outermost_list(element: Element) -> Element | None:
    """Return the outermost list around an element."""
    lists = list(ancestors(element, "ul", "ol"))
    return lists[-1] if lists else None
