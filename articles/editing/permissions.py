"""Who at the desk may know of which pages, where Wagtail's own rules are too wide.

One rule holds for every list: `visible_pages`. Wagtail asks it through the permission policy (search, explorer,
reports, histories, API) and hooks (explorer, choosers); `articles.editing.middleware` asks it for pages in an address.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.query import PageQuerySet

from base.pages.page_queries import descendants_of

# Whoever has one of these for a part of the tree works on the pieces of others there.
ON_PAGES_OF_OTHERS = {"change_page", "publish_page", "lock_page", "unlock_page"}


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


class VisiblePagesPolicy(PagePermissionPolicy):
    """Wagtail's policy, without the drafts of others for somebody who may not edit them."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> PageQuerySet[Page]:
        """Return the pages for which the user has a permission, and of which they may know."""
        found: PageQuerySet[Page] = super().instances_user_has_any_permission_for(user, actions)
        return found.filter(self.visible_pages(user))

    def visible_pages(self, user: Any) -> Q:
        """Match what a user of the desk may know of: what is published, what is their own, what they may edit."""
        if explores_everything(self, user, ON_PAGES_OF_OTHERS):
            return Q()
        parts = (found.page for found in self._granted(user) if found.permission.codename in ON_PAGES_OF_OTHERS)
        found = Q(live=True) | Q(owner=user)
        for part in parts:
            found |= descendants_of(part, inclusive=True)
        return found

    def _granted(self, user: Any) -> Iterable[Any]:
        granted: Iterable[Any] = self.get_cached_permissions_for_user(user)
        return granted


PAGE_POLICY = VisiblePagesPolicy()


def explores_everything(policy: Any, user: Any, codenames: Iterable[str] = ()) -> bool:
    """Whether somebody has a permission, one of these if any are named, on the root of all pages."""
    if user.is_superuser:
        return True
    granted = policy.get_cached_permissions_for_user(user)
    return any(g.page.is_root() and (not codenames or g.permission.codename in codenames) for g in granted)


def hidden_reports(user: Any) -> set[str]:
    """Return the names of reports that would tell somebody more than they may know, whatever their policy.

    One names the page of each type that was edited last; the history names deleted drafts to whoever adds pages.
    """
    if not PAGE_POLICY.visible_pages(user):
        return set()
    return {"page-types-usage", "site-history"} if explores_everything(PAGE_POLICY, user) else {"page-types-usage"}


def visible_to(user: Any, pages: PageQuerySet[Page]) -> PageQuerySet[Page]:
    """Leave out drafts of others for somebody who may not edit them."""
    return pages.filter(PAGE_POLICY.visible_pages(user))
