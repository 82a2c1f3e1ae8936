"""HTML as a tree, and the position of elements in it."""

import re
from collections.abc import Iterator
from typing import Any

import lxml.html
from lxml import etree

from desk.conversion.places import place_of

# Characters that no text can store, including unpaired surrogates. Marks of comments (see marks.py) are private use.
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f]")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PLACED = (*HEADINGS, "p", "li", "table", "blockquote", "pre", "dt", "dd", "caption", "figcaption")
BLOCKS = {
    *PLACED,
    *("address", "article", "aside", "body", "center", "details", "div", "dl", "fieldset", "figure", "footer", "form"),
    *("header", "hr", "main", "nav", "ol", "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
WORDLESS = ("script", "style", "head", "meta", "title", "link", "template", "noscript", "colgroup", "xml", "svg")
Element = Any


def parse(html: str) -> Element:
    """Return an element with the content of the HTML; comments and scripts are removed."""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    clean = UNPRINTABLE.sub("", html)
    document = lxml.html.document_fromstring(f"<!doctype html><body>{clean or '<p></p>'}".encode(), parser=parser)
    body = document.find("body")
    for element in list(body.iter(*WORDLESS)):
        drop(element)
    for number, element in enumerate(body.iter(*PLACED), start=1):
        element.set("data-place", place_of(number, text_of(element)))
    return body


def place(element: Element) -> str:
    """Return the position of an element, for people."""
    while element is not None:
        if found := element.get("data-place"):
            return str(found)
        element = element.getparent()
    return ""


def text_of(element: Element) -> str:
    """Return the text of an element with single spaces, also between blocks."""
    return " ".join("".join(_words(element)).split())


def _words(element: Element) -> Iterator[str]:
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if inner.tag in BLOCKS or inner.tag == "br":
            yield " "
        if event == "start":
            yield inner.text or ""
        elif inner is not element:
            yield inner.tail or ""


def drop(element: Element) -> None:
    """Remove an element with its content; the text after it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def unwrap(element: Element) -> None:
    """Replace an element by its content."""
    if element.getparent() is not None:
        element.drop_tag()


def ancestors(element: Element, *tags: str) -> Iterator[Element]:
    """Yield the ancestors of an element, nearest first."""
    yield from element.iterancestors(*tags)


def style_of(element: Element) -> dict[str, str]:
    """Return the inline style of an element, in lower case."""
    pairs = (part.partition(":") for part in (element.get("style") or "").split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _colon, value in pairs if value}


def is_empty(element: Element) -> bool:
    """Return whether an element shows nothing."""
    return not text_of(element) and next(element.iter("img", "hr", "table", "footnote"), None) is None
