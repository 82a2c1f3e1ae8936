"""Footnotes: a note is part of the text, at its place, and is numbered when the page is rendered.

It is stored as `<a linktype="footnote" note="See *Okafor*.">*</a>`. The text of a note is inline
Markdown: *stress*, **weight** and [links](https://…).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

IDENTIFIER = "footnote"
# As it is stored, and as `FootnoteHandler` (footnote_editing.py) expands it for a page.
REFERENCE = re.compile(r'<a (?=[^>]*(?:linktype="footnote"|data-note="))[^>]*?\bnote="([^"]*)"[^>]*>.*?</a>', re.DOTALL)
# What remains of a note after HTML was sanitized.
SANITIZED = re.compile(r'<a href="[^"]*#note">\*</a>')
MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable("image")


@dataclass(frozen=True)
class Note:
    """A footnote with its number on the page."""

    number: int
    text: str

    @property
    def html(self) -> SafeString:
        """The text as HTML; markup that somebody typed is escaped."""
        return mark_safe(MARKDOWN.renderInline(self.text))  # noqa: S308 - escaped by the renderer


def notes_in(html: str) -> Iterator[str]:
    """Return the texts of the notes in rich text, in their order."""
    return (unescape(text) for text in REFERENCE.findall(html))


def without_notes(html: str) -> str:
    """Return rich text whose notes follow it, as a search reads it."""
    notes = "".join(f"<p>{escape(re.sub(r'[*`]', '', note))}</p>" for note in notes_in(html))
    return REFERENCE.sub("", html) + notes


def number_notes(html: str) -> SafeString:
    """Return rendered text with numbers for its notes, and the list of them at its end."""
    notes = [Note(number, text) for number, text in enumerate(notes_in(html), start=1)]
    numbers = iter(notes)
    numbered = REFERENCE.sub(lambda _found: _reference(next(numbers)), html)
    listed = render_to_string("blocks/footnotes.html", {"notes": notes}) if notes else ""
    return mark_safe(numbered + listed)  # noqa: S308 - both parts are escaped


def _reference(note: Note) -> str:
    number = note.number
    return (
        f'<sup class="note-reference"><a id="note-reference-{number}" href="#note-{number}" role="doc-noteref" '
        f'aria-label="Note {number}">{number}</a></sup>'
    )


def number_sanitized(value: Any, numbers: Iterator[int]) -> Any:
    """Return the value of a block in the API with numbered notes; `numbers` continues from block to block."""
    if isinstance(value, str):
        return SANITIZED.sub(lambda _found: _plain_reference(next(numbers)), value)
    if isinstance(value, dict):
        return {name: number_sanitized(inner, numbers) for name, inner in value.items()}
    return [number_sanitized(inner, numbers) for inner in value] if isinstance(value, list) else value


def _plain_reference(number: int) -> str:
    return f'<sup><a href="#note-{number}">{number}</a></sup>'
