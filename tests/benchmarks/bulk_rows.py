"""Insert the rows of many new pages: tables, child relations, revisions, log and references."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import router
from django.db.models.signals import post_save, pre_save
from django.utils import timezone
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

COLUMNS = [column for column in Page._meta.concrete_fields if not column.primary_key]


def insert(pages: Sequence[Any], user: Any) -> None:
    """Insert everything that belongs to pages of one type, which already have their paths in the tree."""
    _hold_relations(pages)
    _insert_pages(pages)
    _insert_children(pages)
    _insert_links(pages)
    revisions = _insert_revisions(pages, user)
    _write_log(pages, revisions, user)
    _refer(pages)


def _hold_relations(pages: Sequence[Any]) -> None:
    """Load every relation into memory, so that none is queried again."""
    names = [relation.get_accessor_name() for relation in get_all_child_relations(pages[0])]
    names += [link.name for link in get_all_child_m2m_relations(pages[0])]
    for page in pages:
        for name in names:
            getattr(page, name).set(list(getattr(page, name).all()))


def _insert_pages(pages: Sequence[Any]) -> None:
    """Insert the rows table by table: Django's bulk_create() does not support multi-table models."""
    rows = Page.objects.bulk_create(
        Page(**{column.attname: getattr(page, column.attname) for column in COLUMNS}) for page in pages
    )
    for page, row in zip(pages, rows, strict=True):
        page.pk = page.id = row.pk
    _insert_own(pages)


def _insert_own(pages: Sequence[Any]) -> None:
    """Insert the rows of the type's own table, as `save_base(raw=True)` does for one page."""
    model = type(pages[0])
    using, own = router.db_for_write(model), model._meta.local_concrete_fields
    said: dict[str, Any] = {"raw": True, "using": using, "update_fields": None}
    for page in pages:
        pre_save.send(model, instance=page, **said)
    model._base_manager.using(using)._batched_insert(pages, own, batch_size=None)
    for page in pages:
        page._state.adding, page._state.db = False, using
        post_save.send(model, instance=page, created=True, **said)


def _insert_children(pages: Sequence[Any]) -> None:
    for relation in get_all_child_relations(pages[0]):
        children = []
        for page in pages:
            for order, child in enumerate(getattr(page, relation.get_accessor_name()).all()):
                child.pk = None
                setattr(child, relation.field.name, page)
                _keep_order(child, order)
                children.append(child)
        relation.related_model._base_manager.bulk_create(children)


def _keep_order(child: Any, order: int) -> None:
    column = getattr(child, "sort_order_field", None)
    if column and getattr(child, column) is None:
        setattr(child, column, order)


def _insert_links(pages: Sequence[Any]) -> None:
    for link in get_all_child_m2m_relations(pages[0]):
        through, here, there = link.remote_field.through, link.m2m_field_name(), link.m2m_reverse_field_name()
        through._base_manager.bulk_create(
            through(**{here: page, there: other}) for page in pages for other in getattr(page, link.name).all()
        )


def _insert_revisions(pages: Sequence[Any], user: Any) -> list[Revision]:
    now = timezone.now()
    revisions = Revision.objects.bulk_create(
        Revision(
            content_object=page,
            base_content_type=page.get_base_content_type(),
            created_at=now,
            user=user,
            content=page.serializable_data(),
            object_str=str(page),
        )
        for page in pages
    )
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision = page.live_revision = revision
        page.latest_revision_created_at = now
    names = ("latest_revision", "live_revision", "latest_revision_created_at")
    Page.objects.bulk_update(pages, names)
    return revisions


def _write_log(pages: Sequence[Any], revisions: Sequence[Revision], user: Any) -> None:
    kind = ContentType.objects.get_for_model(pages[0], for_concrete_model=False)
    common = {"content_type": kind, "data": {}, "content_changed": True}
    entries = []
    for page, revision in zip(pages, revisions, strict=True):
        about = common | {"page_id": page.pk, "label": page.get_admin_display_title()}
        about["timestamp"] = revision.created_at
        entries.append(PageLogEntry(action="wagtail.create", user=user or page.owner, **about))
        entries.append(PageLogEntry(action="wagtail.publish", user=user, revision=revision, **about))
    PageLogEntry.objects.bulk_create(entries)


def _refer(pages: Sequence[Any]) -> None:
    kind = ContentType.objects.get_for_model(pages[0], for_concrete_model=False)
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            content_type=kind,
            base_content_type=ReferenceIndex._get_base_content_type(page),
            object_id=page.pk,
            to_content_type_id=to_kind,
            to_object_id=to_key,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for page in pages
        for to_kind, to_key, model_path, content_path in set(ReferenceIndex._extract_references_from_object(page))
    )
