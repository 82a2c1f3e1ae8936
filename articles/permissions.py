"""Who may do what with pages, where Wagtail's own rule is too wide."""

from typing import Any

from django.db.models import Q
from wagtail.models import Page, PagePermissionTester
from wagtail.query import PageQuerySet


class NoNewPagesForAuthors(PagePermissionTester):
    """An author adds articles to sections, but no sections to the site."""

    def can_add_subpage(self) -> bool:
        """Whether this person may add a page here: only somebody who may change the page itself."""
        return bool(super().can_add_subpage() and (self.user.is_superuser or "change" in self.permissions))


def visible_in_explorer(pages: PageQuerySet[Page], user: Any) -> PageQuerySet[Page]:
    """Leave out drafts of others for somebody who may not edit them."""
    if user.is_superuser or user.groups.filter(page_permissions__permission__codename="change_page").exists():
        return pages
    return pages.filter(Q(live=True) | Q(owner=user))
