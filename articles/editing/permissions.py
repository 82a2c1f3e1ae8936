"""Visibility of pages at the desk, where Wagtail's own rules are too permissive.

One rule applies to every list: `visible_pages`. Wagtail calls it through the permission policy (search, explorer,
reports, histories, API) and hooks (explorer, choosers); `articles.editing.middleware` calls it for pages in a URL.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.query import PageQuerySet

from base.pages.page_queries import descendants_of

# Users with one of these for a part of the tree work on others' pieces there.
ON_PAGES_OF_OTHERS = {"change_page", "publish_page", "lock_page", "unlock_page"}


class NoNewPagesForAuthors(PagePermissionTester):
    """Permissions by which authors add articles to sections, but no sections to the site."""

    def can_add_subpage(self) -> bool:
        """Return whether the user may add a page here; requires permission to change the page itself."""
        return bool(super().can_add_subpage() and (self.user.is_superuser or "change" in self.permissions))


class LivePagesStay(PagePermissionTester):
    """Refuses without a query the deletion of live pages by users who may not publish."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Return whether the user may delete the page and its descendants."""
        if self.page.live and not (self.user.is_superuser or "publish" in self.permissions):
            return False
        return bool(super().can_delete(ignore_bulk))


class VisiblePagesPolicy(PagePermissionPolicy):
    """Wagtail's policy, without others' drafts for users who may not edit them."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> PageQuerySet[Page]:
        """Return the visible pages for which the user has a permission."""
        found: PageQuerySet[Page] = super().instances_user_has_any_permission_for(user, actions)
        return found.filter(self.visible_pages(user))

    def visible_pages(self, user: Any) -> Q:
        """Match the pages that a user of the desk may see: those published, owned or editable."""
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
    """Return whether the user has a permission on the root page, one of `codenames` if given."""
    if user.is_superuser:
        return True
    granted = policy.get_cached_permissions_for_user(user)
    return any(g.page.is_root() and (not codenames or g.permission.codename in codenames) for g in granted)


def hidden_reports(user: Any) -> set[str]:
    """Return the names of reports that would reveal too much to the user, whatever their policy.

    One names the page of each type that was edited last; the history names deleted drafts to everybody who adds pages.
    """
    if not PAGE_POLICY.visible_pages(user):
        return set()
    return {"page-types-usage", "site-history"} if explores_everything(PAGE_POLICY, user) else {"page-types-usage"}


def visible_to(user: Any, pages: PageQuerySet[Page]) -> PageQuerySet[Page]:
    """Exclude others' drafts for users who may not edit them."""
    return pages.filter(PAGE_POLICY.visible_pages(user))
