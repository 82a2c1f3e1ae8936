"""Wagtail hooks for rich text."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

from base.blocks.footnote_editing import FootnoteElementHandler, FootnoteHandler, footnote_entity
from base.blocks.footnotes import IDENTIFIER
from base.links import BulkPageLinkHandler


@hooks.register("register_rich_text_features", order=1000)
def register_page_link_handler(features: FeatureRegistry) -> None:
    """Replace Wagtail's page link handler after Wagtail has registered it."""
    features.register_link_type(BulkPageLinkHandler)


@hooks.register("register_rich_text_features")
def register_footnotes(features: FeatureRegistry) -> None:
    """Register footnotes for rich text: in the editor, the database and on pages."""
    entity = {"type": "FOOTNOTE", "label": _("Note*"), "description": _("Footnote"), "attributes": ["note"]}
    features.register_editor_plugin("draftail", IDENTIFIER, EntityFeature(entity, js=["js/footnotes.js"]))
    features.register_link_type(FootnoteHandler)
    features.register_converter_rule(
        "contentstate",
        IDENTIFIER,
        {
            "from_database_format": {f'a[linktype="{IDENTIFIER}"]': FootnoteElementHandler("FOOTNOTE")},
            "to_database_format": {"entity_decorators": {"FOOTNOTE": footnote_entity}},
        },
    )
