"""Words within a paragraph as the rich text of the editor keeps them."""

import re
from html import escape
from urllib.parse import unquote, urlsplit

from desk.conversion.html.report import Report
from desk.conversion.html.tree import BLOCKS, Element, style_of

TAGS = {"b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "dfn": "i", "var": "i", "sup": "sup", "sub": "sub"}
STRUCK = {"s", "strike"}
SCHEMES = {"http", "https", "mailto", "tel"}
BOLD = re.compile(r"bold|bolder|[6-9]00")
EDGES = re.compile(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$")
BETWEEN_EQUALS = re.compile(r"</(b|i|sup|sub)>(\s*)<\1>")


def rich_text(element: Element, report: Report) -> str:
    """Return the content of an element as rich text, without space at its ends."""
    return tidy(content(element, report))


def tidy(html: str) -> str:
    """Merge adjacent tags, and trim white space."""
    html = BETWEEN_EQUALS.sub(r"\2", html)
    return EDGES.sub("", re.sub(r"[ \t\n\r\f]+", " ", html))


def content(element: Element, report: Report) -> str:
    """Return the text and inline children of an element, without blocks inside it."""
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        if child.tag not in BLOCKS:
            parts.append(inline(child, report))
        parts.append(escape(child.tail or "", quote=False))
    return "".join(parts)


def inline(element: Element, report: Report) -> str:
    """Return an inline element as rich text."""
    if element.tag == "br":
        return "<br/>"
    if element.tag == "footnote":
        return footnote(element)
    if element.tag == "input":
        return "☑ " if element.get("checked") is not None else "☐ "
    inner = content(element, report)
    return _formatted(element, inner, report) if inner.strip() else inner


def footnote(element: Element) -> str:
    """Return a footnote as the editor keeps it: a link that carries the text of the note."""
    return f'<a linktype="footnote" note="{attribute(element.get("note"))}">*</a>'


def attribute(text: str) -> str:
    """Escape the value of an attribute; an apostrophe stays, which Wagtail would not read back."""
    return escape(text, quote=False).replace('"', "&quot;")


def _formatted(element: Element, inner: str, report: Report) -> str:
    for tag in _tags(element):
        inner = f"<{tag}>{inner}</{tag}>"
    if element.tag in STRUCK or "line-through" in style_of(element).get("text-decoration", ""):
        report.add(element, "Struck-out words were kept without the line; delete them if they are not meant to stay.")
    if element.tag == "u" and next(element.iterancestors("a"), None) is None and next(element.iter("a"), None) is None:
        report.add(element, "Underlining was left out: on the web it means a link.")
    if element.tag == "a" and element.get("href"):
        return _link(element, inner, report)
    return inner


def _tags(element: Element) -> list[str]:
    """Return the tags for the element's tag and style; a `<b>` with normal weight (Google Docs) has none."""
    style = style_of(element)
    asked = [TAGS[element.tag]] if element.tag in TAGS else []
    weight, slant, raised = (style.get(name, "") for name in ("font-weight", "font-style", "vertical-align"))
    if weight:
        asked = [tag for tag in asked if tag != "b"] + (["b"] if BOLD.match(weight) else [])
    if slant:
        asked = [tag for tag in asked if tag != "i"] + (["i"] if slant in {"italic", "oblique"} else [])
    if raised in {"super", "sub"}:
        asked = [*asked, "sup" if raised == "super" else "sub"]
    return list(dict.fromkeys(asked))


def _link(element: Element, inner: str, report: Report) -> str:
    address = _without_tracker((element.get("href") or "").strip())
    if "<a " in inner or address.startswith("#"):
        return inner
    if _scheme(address) not in SCHEMES:
        report.add(element, f"A link to {address[:80]!r} leads nowhere from a website, so only its words were kept.")
        return inner
    return f'<a href="{attribute(address)}">{inner}</a>'


def _scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme.lower()
    except ValueError:  # such as http://[
        return ""


def _without_tracker(address: str) -> str:
    """Return the target of a link through Google Docs' redirect."""
    found = re.match(r"https?://www\.google\.com/url\?(?:.*&)?q=([^&]+)", address)
    return unquote(found.group(1)) if found else address
