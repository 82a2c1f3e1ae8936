"""Page permissions where Wagtail's own rules are too wide."""

from typing import Any

from django.db.models import Q
from wagtail.models import Page, PagePermissionTester
from wagtail.query import PageQuerySet


class NoNewPagesForAuthors(PagePermissionTester):
    """An author adds articles to sections, but no sections to the site."""

    def can_add_subpage(self) -> bool:
        """Whether this person may add a page here: only somebody who may change the page itself."""
        return bool(super().can_add_subpage() and (self.user.is_superuser or "change" in self.permissions))


class LivePagesStay(PagePermissionTester):
    """Says without asking the database that only somebody who may publish deletes what is published."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether this person may delete the page and what is below it."""
        if self.page.live and not (self.user.is_superuser or "publish" in self.permissions):
            return False
        return bool(super().can_delete(ignore_bulk))


def explores_everything(policy: Any, user: Any) -> bool:
    """Whether somebody has a permission on the root of all pages, so that no page need be asked about."""
    if user.is_superuser:
        return True
    return any(permission.page.is_root() for permission in policy.get_cached_permissions_for_user(user))


def visible_in_explorer(pages: PageQuerySet[Page], user: Any) -> PageQuerySet[Page]:
    """Leave out drafts of others for somebody who may not edit them."""
    if user.is_superuser or user.groups.filter(page_permissions__permission__codename="change_page").exists():
        return pages
    return pages.filter(Q(live=True) | Q(owner=user))
