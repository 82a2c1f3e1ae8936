"""Objects that a URL or a filter names."""

from typing import Annotated, Any

from django.db.models import Model, QuerySet
from django.http import Http404
from ninja.errors import HttpError
from pydantic import StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[-\w]+$", max_length=255)]
Path = Annotated[str, StringConstraints(pattern=r"^[-\w/]+$", max_length=1000)]


def get_or_404(queryset: QuerySet[Any], **lookup: Any) -> Any:
    """Return the first match; raises Http404 with a sentence that says what is missing."""
    if found := queryset.filter(**lookup).first():
        return found
    raise Http404(f"There is no such {_name(queryset)}.")


def filter_value_or_422(queryset: QuerySet[Any], slug: str) -> Any:
    """Return the object that a filter names; raises HttpError 422 when nothing has that slug."""
    if found := queryset.filter(slug=slug).first():
        return found
    raise HttpError(422, f"There is no {_name(queryset)} with the slug “{slug}”.")


def _name(queryset: QuerySet[Any]) -> Any:
    model: type[Model] = queryset.model
    return model._meta.verbose_name
