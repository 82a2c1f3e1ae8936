"""Headings: two levels, as in the magazine, including paragraphs that are only set in bold."""

import re

from desk.conversion.html.inline import BOLD
from desk.conversion.html.report import Report
from desk.conversion.html.tree import HEADINGS, Element, ancestors, is_empty, style_of, text_of
from desk.conversion.places import visible

LONGEST = 90
ENDS_A_SENTENCE = re.compile(r"[.,;:!]$")
NO_HEADING_IN = ("li", "td", "th", "blockquote", "figure", "caption")


def settle_headings(root: Element, report: Report) -> None:
    """Make all headings h2 or h3."""
    _find_bold_ones(root, report)
    headings = [element for element in root.iter(*HEADINGS) if not is_empty(element)]
    levels = sorted({int(element.tag[1]) for element in headings})
    for element in headings:
        level = int(element.tag[1])
        if level > levels[0] + 1 and level > 2:
            report.add(element, "The magazine has two levels of headings; a deeper one became one of the second.")
        element.tag = "h2" if level == levels[0] else "h3"


def _find_bold_ones(root: Element, report: Report) -> None:
    """Make headings of short bold paragraphs that come before an ordinary one."""
    found = [element for element in root.iter("p") if _looks_like_heading(element)]
    below = any(True for _heading in root.iter("h1", "h2"))
    for element in found:
        report.add(element, "A paragraph in bold became a heading; make it text again if it is none.")
        _plain(element)
        element.tag = "h3" if below else "h2"


def _looks_like_heading(element: Element) -> bool:
    text, following = visible(text_of(element)), _next_paragraph(element)
    return (
        0 < len(text) <= LONGEST
        and not ENDS_A_SENTENCE.search(text)
        and element.get("data-caption") is None
        and next(ancestors(element, *NO_HEADING_IN), None) is None
        and next(element.iter("img", "br", "footnote"), None) is None
        and _is_bold(element)
        and following is not None
        and not _is_bold(following)
    )


def _next_paragraph(element: Element) -> Element | None:
    following = element.getnext()
    while following is not None and following.tag == "p" and is_empty(following):
        following = following.getnext()
    return following


def _is_bold(element: Element) -> bool:
    """Return whether all words of an element are bold."""
    if not text_of(element) or _weight(element):
        return _weight(element) is True
    return not (element.text or "").strip() and all(
        not (child.tail or "").strip() and (not text_of(child) or _is_bold(child)) for child in element
    )


def _weight(element: Element) -> bool | None:
    """Return whether the element itself is declared bold or not, or None if it declares neither."""
    weight = style_of(element).get("font-weight")
    if weight:
        return bool(BOLD.match(weight))
    return True if element.tag in {"b", "strong"} else None


def _plain(element: Element) -> None:
    for child in list(element.iter("b", "strong", "span")):
        if child.tag == "span":
            child.attrib.pop("style", None)
        else:
            child.tag = "span"
    element.attrib.pop("style", None)
