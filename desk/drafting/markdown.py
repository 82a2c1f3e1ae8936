"""Conversion of rich text to Markdown, so that an author can continue it in a plain field."""

import re
from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from base.blocks.footnotes import IDENTIFIER
from desk.drafting.text import ALLOWED

SPECIAL = re.compile(r"([\\*_\[\]`<])")
AT_LINE_START = re.compile(r"^(\s*\d*)(#+|[>+-]|(?<=\d)[.)])(?=\s|$)", re.MULTILINE)
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
HEADINGS = {"h2": "## ", "h3": "### "}


def is_expressible(html: str) -> bool:
    """Return whether Markdown can express a text: it has no tables and no links to pages of the magazine."""
    tags = BeautifulSoup(html, "html.parser").find_all(True)
    return all(tag.name in ALLOWED and (not tag.get("linktype") or _is_note(tag)) for tag in tags)


def _is_note(tag: Tag) -> bool:
    """Return whether a link is a footnote with balanced brackets."""
    note = str(tag.get("note", ""))
    return tag.get("linktype") == IDENTIFIER and note.count("[") == note.count("]")


def _link(node: Tag) -> str:
    return f"^[{node['note']}]" if _is_note(node) else f"[{_inline(node)}](<{node.get('href', '')}>)"


def markdown_from(html: str) -> str:
    """Return the text in Markdown; check `is_expressible` first, or something may be lost."""
    return "\n\n".join(filter(None, _blocks(BeautifulSoup(html, "html.parser"))))


def _blocks(parent: Any) -> list[str]:
    return [_block(child) for child in parent.children if isinstance(child, Tag) or str(child).strip()]


def _block(node: Any) -> str:
    if isinstance(node, NavigableString):
        return _escaped(str(node).strip())
    if node.name in {"ul", "ol"}:
        return "\n".join(_items(node))
    if node.name == "blockquote":
        return "\n".join(f"> {line}".rstrip() for line in _quoted(node).splitlines())
    return "---" if node.name == "hr" else HEADINGS.get(node.name, "") + _inline(node)


def _quoted(node: Tag) -> str:
    inner = node.find(["p", "ul", "ol", "h2", "h3"], recursive=False)
    return "\n\n".join(_blocks(node)) if inner else _inline(node)


def _items(node: Tag) -> list[str]:
    items = node.find_all("li", recursive=False)
    marks = [f"{number}. " if node.name == "ol" else "- " for number in range(1, len(items) + 1)]
    return [_item(item, mark) for item, mark in zip(items, marks, strict=True)]


def _item(item: Tag, mark: str) -> str:
    nested = item.find_all(["ul", "ol"], recursive=False)
    for deeper in nested:
        deeper.extract()
    lines = [mark + _inline(item), *(line for deeper in nested for line in "\n".join(_items(deeper)).splitlines())]
    return "\n".join([lines[0], *(" " * len(mark) + line for line in lines[1:])])


def _inline(node: Tag) -> str:
    return "".join(_word(child) for child in node.children).strip()


def _word(node: Any) -> str:
    if isinstance(node, NavigableString):
        return _escaped(re.sub(r"\s+", " ", str(node)))
    return WRITERS.get(node.name, _inline)(node)


def _marked(node: Tag) -> str:
    """Return text with emphasis marks next to the words: Markdown allows no space between them."""
    text, mark = "".join(_word(child) for child in node.children), MARKS[node.name]
    inner = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{inner}{mark}{after}" if inner else text


def _tagged(node: Tag) -> str:
    return f"<{node.name}>{_inline(node)}</{node.name}>"


WRITERS: dict[str, Callable[[Tag], str]] = {
    **dict.fromkeys(MARKS, _marked),
    "a": _link,
    "sup": _tagged,
    "sub": _tagged,
    "br": lambda node: "\\\n",
}


def _escaped(text: str) -> str:
    return AT_LINE_START.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", text))
