"""Wiring of what the editor and rich text take from here."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from base.links import BulkPageLinkHandler


@hooks.register("register_rich_text_features", order=1000)
def register_page_link_handler(features: FeatureRegistry) -> None:
    """Look up pages our way, after Wagtail has named its own."""
    features.register_link_type(BulkPageLinkHandler)
