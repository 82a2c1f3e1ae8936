"""A text as authors type it or send it, made into blocks of a body."""

from typing import Any

import nh3
from markdown_it import MarkdownIt

from base.sanitize import printable

ALLOWED = {"h2", "h3", "p", "b", "strong", "i", "em", "a", "ol", "ul", "li", "blockquote", "sup", "sub", "hr", "br"}
MARKDOWN = MarkdownIt("commonmark", {"html": True})
# A title of the whole is the headline, which has a field of its own; deeper ones than the magazine has become h3.
HEADINGS = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}


def blocks_from(text: str) -> list[tuple[str, Any]]:
    """Return the blocks of a text in Markdown; plain text is Markdown, too."""
    html = html_from(text)
    return [("text", html)] if html else []


def html_from(text: str) -> str:
    """Return rich text as the editor keeps it, without anything that acts."""
    tokens = MARKDOWN.parse(printable(text.replace("\r\n", "\n")))
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    clean = nh3.clean(
        html, tags=ALLOWED, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto", "tel"}, link_rel=None
    )
    return clean.replace("\n", " ").replace("> <", "><").strip()
