"""Footnotes in the rich text editor, in the database and on pages. Importable while models are loading."""

from html import escape, unescape
from typing import Any

from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.rich_text import LinkHandler

from base.blocks.footnotes import IDENTIFIER


class FootnoteHandler(LinkHandler):
    """Expands stored notes into tags, from which `number_notes` takes the text."""

    identifier = IDENTIFIER

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, Any]) -> str:
        """Return the opening tag."""
        return f'<a data-note="{escape(unescape(attrs.get("note", "")))}" href="#note">'


class FootnoteElementHandler(InlineEntityElementHandler):
    """Reads a note from the database for the editor."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        """Return the data of the note in the editor."""
        return {"note": attrs.get("note", "")}


def footnote_entity(props: dict[str, Any]) -> Any:
    """Return a note in its stored form; an empty one is left out."""
    note = str(props.get("note", "")).strip()
    attributes = {"linktype": IDENTIFIER, "note": note}
    return DOM.create_element("a", attributes, "*") if note else DOM.create_element("fragment")
