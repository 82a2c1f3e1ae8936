"""Create many published pages in a few statements, for an import."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import F, ForeignKey
from django.dispatch import Signal
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from tests.benchmarks.bulk_rows import insert

BATCH = 200
# Sent once per batch, within its transaction, with `pages`, which have their keys and relations.
pages_made = Signal()


@dataclass
class Made:
    """The number of pages created, and the refused ones with their errors."""

    count: int = 0
    refused: list[tuple[Page, Exception]] = field(default_factory=list)

    def add(self, other: "Made") -> None:
        """Add the result of another part."""
        self.count += other.count
        self.refused += other.refused


def create_pages(
    pages: Iterable[Page],
    *,
    parent: Page,
    user: Any = None,
    complete: Callable[[Sequence[Any]], object] = len,
    progress: Callable[[int], object] = int,
) -> Made:
    """Publish pages of one type under a parent; `pages` is consumed lazily, so it may exceed memory.

    `complete` receives each batch before validation, to fill in derived fields.

    The result is the same as if each page had been added with its relations, saved as a revision and published:
    its place in the tree, child relations, revision, log entries and reference index are those that
    Wagtail would have made. Publication dates of a page are kept. A batch is one transaction,
    so an interruption loses at most the last one; `progress` receives the size of each that is done.

    A page that is invalid, or that the database refuses, is left out and reported; the others of its batch
    are created. A missing slug is derived from the title; a slug that is taken is refused.

    Wagtail's `page_published` is not sent, and `post_save` only as for a fixture (`raw`): receivers for
    new pages should also listen to `pages_made`, which sends them in batches.
    """
    made, waiting = Made(), iter(pages)
    while batch := list(islice(waiting, BATCH)):
        complete(batch)
        made.add(_create_or_single_out(batch, parent, user))
        progress(len(batch))
    return made


def _create_or_single_out(batch: Sequence[Page], parent: Page, user: Any) -> Made:
    """Create the batch; if the database refuses it, create its pages one by one to find the culprit."""
    try:
        return _create(batch, parent, user)
    except (DataError, IntegrityError) as error:
        if len(batch) == 1:
            return Made(refused=[(batch[0], error)])
    made = Made()
    for page in batch:
        made.add(_create_or_single_out([page], parent, user))
    return made


@transaction.atomic
def _create(batch: Sequence[Page], parent: Page, user: Any) -> Made:
    above = Page.objects.select_for_update().get(pk=parent.pk)
    made = Made()
    pages = list(_valid(batch, above, made.refused))
    if pages:
        _place(pages, above)
        insert(pages, user)
        pages_made.send(type(pages[0]), pages=pages)
    parent.numchild = above.numchild
    made.count = len(pages)
    return made


def _valid(batch: Sequence[Page], above: Page, refused: list[tuple[Page, Exception]]) -> Iterator[Page]:
    taken: set[str] = set()
    for page in batch:
        try:
            _prepare(page, above, taken)
        except ValidationError as error:
            refused.append((page, error))
        else:
            taken.add(page.slug)
            yield page


def _prepare(page: Page, above: Page, taken: set[str]) -> None:
    """Set what `Page.save()` would, and validate the page; keys come from the database."""
    page.pk = page.id = None
    page._cached_parent_obj, page.depth, page.locale_id = above, above.depth + 1, above.locale_id
    page.slug = page.slug or _free_slug(page, taken)
    if page.slug in taken:
        raise ValidationError({"slug": f"The slug “{page.slug}” is that of another page that is made here."})
    _mark_as_published(page)
    keys = [part.name for part in page._meta.get_fields() if isinstance(part, ForeignKey)]
    page.full_clean(exclude={*keys, "path", "url_path"}, validate_unique=False, validate_constraints=False)
    page.set_url_path(above)


def _free_slug(page: Page, taken: set[str]) -> str:
    slug = base = slugify(page.title, allow_unicode=True)[:240]
    number = 1
    while base and (slug in taken or not Page._slug_is_available(slug, page._cached_parent_obj)):
        number += 1
        slug = f"{base}-{number}"
    return slug


def _mark_as_published(page: Page) -> None:
    now = timezone.now()
    page.live, page.expired, page.has_unpublished_changes = True, False, False
    page.first_published_at = page.first_published_at or now
    page.last_published_at = page.last_published_at or now


def _place(pages: Sequence[Page], above: Page) -> None:
    """Append pages after the last child."""
    last = above.get_last_child()
    place = Page(path=last.path if last else Page._get_path(above.path, above.depth + 1, 0))
    for page in pages:
        page.path = place.path = place._inc_path()
    Page.objects.filter(pk=above.pk).update(numchild=F("numchild") + len(pages))
    above.numchild += len(pages)
