"""Footnotes: a link to a text that links back, in any dialect, becomes a note at its place."""

import re
from collections.abc import Iterable
from html import unescape

from desk.conversion.html.inline import rich_text
from desk.conversion.html.report import Report
from desk.conversion.html.tree import BLOCKS, Element, ancestors, drop, is_empty, text_of

MARK = re.compile(r"^\W*(?:\d{1,3}|[ivxlc]{1,5}|[*†‡§¶]|\w)?\W*$", re.IGNORECASE)
ARROWS = "↑↩︎^"
MARKDOWN = (
    (re.compile(r"\s*<br/>\s*"), " "),
    (re.compile(r"</?b>"), "**"),
    (re.compile(r"</?i>"), "*"),
    (re.compile(r'<a href="([^"]*)">(.*?)</a>'), r"[\2](\1)"),
    (re.compile(r"<[^>]*>"), ""),
)


def place_notes(root: Element, report: Report) -> None:
    """Put each footnote at its reference, and remove the list of notes."""
    named = _by_name(root)
    links = [link for link in root.iter("a") if (link.get("href") or "").startswith("#")]
    containers = _containers(links, named)
    texts = {key: _note_text(container, links, report) for key, container in containers.items()}
    for link in links:
        key = (link.get("href") or "")[1:]
        if key in texts and not _is_within(link, containers.values()):
            _replace(link, texts[key])
    for container in containers.values():
        _drop_with_empty_parents(container)
    _drop_rules_at_end(root) if containers else None


def _by_name(root: Element) -> dict[str, Element]:
    named: dict[str, Element] = {}
    for element in root.iter():
        for name in (element.get("id"), element.get("name")):
            if name:
                named.setdefault(name, element)
    return named


def _containers(links: list[Element], named: dict[str, Element]) -> dict[str, Element]:
    """Return the element that holds the text of each note, by the name that refers to it."""
    found: dict[str, Element] = {}
    for link in links:
        name = link.get("href")[1:]
        back = _back_link(link, links, named)
        if back is not None and name not in found and not _is_within(link, found.values()):
            found[name] = _container(back)
    return found


def _back_link(link: Element, links: list[Element], named: dict[str, Element]) -> Element | None:
    """Return the link, further down, that leads back to this one from where it leads."""
    target = named.get(link.get("href")[1:])
    if target is None:
        return None
    later = links[links.index(link) + 1 :]
    return next((other for other in later if _touch(other, target) and _leads_to(other, link, named)), None)


def _leads_to(back: Element, link: Element, named: dict[str, Element]) -> bool:
    origin = named.get(back.get("href")[1:])
    return origin is not None and _touch(link, origin)


def _touch(one: Element, other: Element) -> bool:
    return one is other or other in list(one.iterancestors()) or one in list(other.iterancestors())


def _container(back: Element) -> Element:
    """Return the entry of a list, or else the paragraph with the division that is there for it alone."""
    block = next(ancestors(back, "li"), None)
    if block is None:
        block = next((element for element in ancestors(back) if element.tag in BLOCKS), back)
        around = block.getparent()
        if around is not None and around.tag == "div" and (around.get("id") or len(around) == 1):
            block = around
    return block


def _is_within(element: Element, containers: Iterable[Element]) -> bool:
    around = [element, *element.iterancestors()]
    return any(container in around for container in containers)


def _note_text(container: Element, links: list[Element], report: Report) -> str:
    for link in [link for link in links if link is not container and container in list(link.iterancestors())]:
        if MARK.match(text_of(link)) or text_of(link).strip(ARROWS) == "":
            drop(link)
    paragraphs = [element for element in container.iter() if element.tag in BLOCKS]
    text = " ".join(filter(None, (_markdown(rich_text(element, report)) for element in paragraphs)))
    return re.sub(r"^[\s.)\]]+", "", text) or text_of(container)


def _markdown(html: str) -> str:
    """Return rich text as the Markdown of notes; special characters are escaped."""
    html = re.sub(r"[*`\\](?![^<]*>)", r"\\\g<0>", html)
    for pattern, replacement in MARKDOWN:
        html = pattern.sub(replacement, html)
    return re.sub(r"\s+", " ", unescape(html)).strip()


def _replace(link: Element, text: str) -> None:
    note = link.makeelement("footnote", {"note": text})
    around = next((el for el in ancestors(link) if el.tag == "sup" and text_of(el) == text_of(link)), link)
    around.addprevious(note)
    note.tail = around.tail
    around.tail = None
    around.getparent().remove(around)


def _drop_with_empty_parents(element: Element) -> None:
    parent = element.getparent()
    drop(element)
    while parent is not None and parent.tag != "body" and is_empty(parent):
        parent, empty = parent.getparent(), parent
        drop(empty)


def _drop_rules_at_end(root: Element) -> None:
    """Remove a rule that separated the notes from the text."""
    last = next(
        (el for el in reversed(list(root.iter())) if el.tag == "hr" or (el.tail or el.text or "").strip()), None
    )
    if last is not None and last.tag == "hr":
        drop(last)
