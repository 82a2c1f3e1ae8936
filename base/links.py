"""Links of rich text to pages."""

from typing import Any

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler


class BulkPageLinkHandler(PageLinkHandler):
    """Looks up all pages in one query; an address depends on no field of their types."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Page | None]:
        """Return the page of each link."""
        keys = [str(attrs.get("id")) for attrs in attrs_list]
        pages = Page.objects.in_bulk({int(key) for key in keys if key.isdecimal()})
        return [pages.get(int(key)) if key.isdecimal() else None for key in keys]
