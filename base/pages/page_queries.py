"""Public pages, in few queries."""

from typing import Any, Self

from django.db.models import BooleanField, Exists, Func, Q
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from base.pages.compiled_queries import compiled


class IsUnrestricted(Func):
    """A database function that is true if no view restriction is set on the page of a path or above it.

    Wagtail's `public()` reads all restrictions with a query of its own for each use, and Django takes longer to
    build an `Exists()` than the database to run it. This form leaves the planner no choice: with any statistics, or
    none, there are few restrictions and many pages.
    """

    arity = 1
    output_field = BooleanField()
    template = (
        "NOT EXISTS (SELECT 1 FROM wagtailcore_pageviewrestriction AS restriction WHERE %(expressions)s LIKE"
        " (SELECT above.path FROM wagtailcore_page AS above WHERE above.id = restriction.page_id) || '%%%%')"
    )


def unrestricted() -> Q:
    """Match pages without a view restriction on them or above."""
    return Q(IsUnrestricted("path"))


def published_via(relation: str) -> Q:
    """Match objects of publicly listed pages, by the relation that leads to the page."""
    return Q(**{f"{relation}__live": True}) & Q(IsUnrestricted(f"{relation}__path"))


def has_no_restrictions() -> Any:
    """Return an expression that is true if the site has no view restriction at all."""
    return ~Exists(PageViewRestriction.objects.all())


def descendants_of(page: Page, inclusive: bool = False) -> Q:
    """Match descendants by a range of paths: SQLite uses no index for LIKE."""
    found = Q(path__range=page._get_children_path_interval(page.path))
    return found | Q(pk=page.pk) if inclusive else found


class PublicPageQuerySet(PageQuerySet[Any]):
    """Named queries on pages of any type."""

    def public(self) -> Self:
        """Pages without a view restriction on them or above."""
        return self.filter(unrestricted())

    def published(self) -> Self:
        """Pages that are publicly listed."""
        return self.live().public()

    def by_type(self) -> Self:
        """Filter by type first: for a type with few pages, SQLite would scan all live pages."""
        return self.exact_type(self.model)

    def for_serving(self) -> Self:
        """Load along what the page of a single piece needs."""
        found = self.select_related(*self.model.select_related_on_serve)
        return found.annotate(has_no_restrictions=has_no_restrictions())

    @compiled
    def child_for_serving(self, first_path: Any, last_path: Any, depth: Any, slug: Any) -> Self:
        """Find a child by slug, between the first and the last path that it can have."""
        found = self.filter(path__range=(first_path, last_path), depth=depth, slug=slug)
        return found.for_serving()[:1]

    def descendant_of_q(self, other: Page, inclusive: bool = False) -> Q:
        """Match descendants of a page."""
        return descendants_of(other, inclusive)
