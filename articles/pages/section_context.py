"""The context of a section's page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.keyset import Cursor
from articles.models import SectionPage
from articles.pages.listings import Listing, listing_context
from base.pages.page_contexts import register_page_context


@register_page_context(SectionPage, "listing")
def section_listing(section: SectionPage, request: HttpRequest, *, before: Cursor | None) -> dict[str, Any]:
    """Return one page of the section's list."""
    listing = Listing(
        title=section.title,
        intro=section.intro,
        description=f"Everything that was published in {section.title}.",
        articles=section.articles(),
        url=section.get_url(request) or "/",
        feed=f"sections/{section.slug}",
        kicker=_("Section"),
        colour=section.colour,
    )
    return listing_context(request, listing, before)
