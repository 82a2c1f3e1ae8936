"""The fields by which Wagtail's own lists can be filtered; Wagtail passes over every other name."""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Model
from wagtail.api import APIField
from wagtail.api.v3.schemas.pages import BASE_PAGE_READ_FIELDS
from wagtail.coreutils import resolve_model_string
from wagtail.documents import get_document_model
from wagtail.documents.api.v3.router import BASE_DOCUMENT_READ_FIELDS
from wagtail.images import get_image_model
from wagtail.images.api.v3.router import BASE_IMAGE_READ_FIELDS
from wagtail.models import Page

Values = dict[str, Any]


def _page_type(values: Values) -> type[Model]:
    """Return the type of the pages; those of several types have only the fields of all pages."""
    types = values["filters"].type
    return types[0] if len(types) == 1 else Page


# By the name of the operation: the model of the list, and the fields that need not be declared on it.
LISTS: dict[str, tuple[Callable[[Values], type[Model]], Collection[str]]] = {
    "pages_list": (_page_type, BASE_PAGE_READ_FIELDS),
    "images_list": (lambda _values: get_image_model(), BASE_IMAGE_READ_FIELDS),
    "documents_list": (lambda _values: get_document_model(), BASE_DOCUMENT_READ_FIELDS),
    "snippets_list": (lambda values: resolve_model_string(values["type"]), ("id",)),
}


def fields_of(operation: str | None, values: Values) -> set[str]:
    """Return the names of the fields by which an operation filters, none for those that are not Wagtail's lists."""
    if operation not in LISTS:
        return set()
    model, base = LISTS[operation]
    return {*base, *(field.name for field in APIField.get_fields_for_model(model(values), db_fields_only=True))}
