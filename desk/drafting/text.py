"""A text as authors type it or send it, made into blocks of a body."""

from collections.abc import MutableMapping, Sequence
from html import escape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from base.blocks.footnotes import IDENTIFIER
from base.sanitize import printable

ALLOWED = {"h2", "h3", "p", "b", "strong", "i", "em", "a", "ol", "ul", "li", "blockquote", "sup", "sub", "hr", "br"}
ATTRIBUTES = {"a": {"href", "note"}}
# Headings have two levels; the headline of the article has a field of its own.
HEADINGS = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}


def _note(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: MutableMapping[str, Any]
) -> str:
    """Write a note at its place in the text, as the editor stores it."""
    note = env["footnotes"]["list"][tokens[index].meta["id"]]["content"]
    return f'<a linktype="{IDENTIFIER}" note="{escape(note)}">*</a>'


# Only inline notes, ^[…]: the text of a note with a label would be elsewhere.
MARKDOWN = MarkdownIt("commonmark", {"html": True}).use(footnote_plugin)
MARKDOWN.disable(["footnote_def", "footnote_ref", "footnote_tail"])
MARKDOWN.add_render_rule("footnote_ref", _note)


def blocks_from(text: str) -> list[tuple[str, Any]]:
    """Return the blocks of a text in Markdown; plain text is valid Markdown."""
    html = html_from(text)
    return [("text", html)] if html else []


def html_from(text: str) -> str:
    """Return rich text as the editor keeps it, without anything that acts."""
    env: dict[str, Any] = {}
    tokens = MARKDOWN.parse(printable(text.replace("\r\n", "\n")), env)
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, env)
    clean = nh3.clean(
        html,
        tags=ALLOWED,
        attributes=ATTRIBUTES,
        tag_attribute_values={"a": {"linktype": {IDENTIFIER}}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return clean.replace("\n", " ").replace("> <", "><").strip()
