"""Footnotes between the text editor, the database and a page. Importable when the models are loaded."""

from html import escape, unescape
from typing import Any

from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.rich_text import LinkHandler

from base.blocks.footnotes import IDENTIFIER


class FootnoteHandler(LinkHandler):
    """Gives a page the text of a note, which `number_notes` takes from there."""

    identifier = IDENTIFIER

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, Any]) -> str:
        """Return the opening tag."""
        return f'<a data-note="{escape(unescape(attrs.get("note", "")))}" href="#note">'


class FootnoteElementHandler(InlineEntityElementHandler):
    """Reads a note for the editor."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        """Return what the editor knows of it."""
        return {"note": attrs.get("note", "")}


def footnote_entity(props: dict[str, Any]) -> Any:
    """Return a note as it is kept; one that says nothing is left out."""
    note = str(props.get("note", "")).strip()
    attributes = {"linktype": IDENTIFIER, "note": note}
    return DOM.create_element("a", attributes, "*") if note else DOM.create_element("fragment")
