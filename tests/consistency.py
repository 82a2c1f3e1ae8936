"""Consistency of derived data with the pages that it is derived from."""

import json
from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from wagtail.models import Page, ReferenceIndex

from articles.models import ArticlePage
from members.models import GatedText, MediaUse
from members.reading.gated_index import update_gated_text
from members.reading.media_uses import record_media_uses
from search.models import SearchDocument, SearchText
from search.rebuild import rebuild


def inconsistencies() -> list[str]:
    """Return the differences between derived data of articles and a rebuild; leaves it rebuilt."""
    wrong = [f"tree: {problem}" for problem in Page.find_problems() if problem]
    wrong += [f"numchild of {page}" for page in Page.objects.all() if page.numchild != page.get_children().count()]
    for name, (kept, make_anew) in RECORDS.items():
        before = kept()
        make_anew()
        wrong += [name] if kept() != before else []
    return wrong


def unlike_revision(article: ArticlePage) -> list[str]:
    """Return the fields of an article that differ from the latest revision, or that publication left unset."""
    revision, shown = article.get_latest_revision(), json.loads(article.to_json())
    apart = {name for name in shown if not _same(shown[name], revision.content[name])}
    moments = ("first_published_at", "last_published_at", "latest_revision_created_at")
    missing = {name for name in moments if not getattr(article, name)}
    newest = article.live_revision_id == article.latest_revision_id == revision.pk
    unpublished = set() if newest and not article.has_unpublished_changes else {"has_unpublished_changes"}
    return sorted((apart - WRITTEN_LATER) | missing | unpublished)


# A revision cannot contain its own key.
WRITTEN_LATER = {"live_revision", "latest_revision", "latest_revision_created_at"}


def _same(one: Any, other: Any) -> bool:
    """Return whether two values are equal; links have no order, and in PostgreSQL neither have keys."""
    return bool(_comparable(one) == _comparable(other))


def _comparable(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("[{"):
        return json.loads(value)
    if isinstance(value, list):
        return sorted(json.dumps(part, sort_keys=True) for part in value)
    return value


def _kinds() -> list[ContentType]:
    return list(ContentType.objects.get_for_models(ArticlePage, GatedText).values())


def _references() -> list[Any]:
    names = ("base_content_type", "object_id", "to_content_type", "to_object_id", "model_path")
    found = ReferenceIndex.objects.filter(content_type__in=_kinds())
    return sorted(found.values_list(*names, "content_path", "content_path_hash"))


def _entries() -> list[Any]:
    shown = [column.attname for column in SearchText._meta.concrete_fields]
    documents = SearchDocument.objects.order_by("kind", "object_id", "audience")
    return list(documents.values_list("kind", "object_id", "audience", "date", *(f"shown__{name}" for name in shown)))


def _uses() -> list[Any]:
    return sorted(MediaUse.objects.values_list("page", "image", "document", "is_gated"), key=str)


def _gated_pieces() -> list[Any]:
    return sorted(GatedText.objects.values_list("page", flat=True))


def _note_all() -> None:
    record_media_uses(*Page.objects.exclude(depth=1).specific())


def _keep_all() -> None:
    for article in ArticlePage.objects.all():
        update_gated_text(article)


RECORDS: dict[str, tuple[Callable[[], Any], Callable[[], object]]] = {
    "reference index": (_references, lambda: call_command("rebuild_references_index", verbosity=0)),
    "uses of media": (_uses, _note_all),
    "words behind gates": (_gated_pieces, _keep_all),
    "search index": (_entries, rebuild),
}
