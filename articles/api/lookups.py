"""Objects that a URL or a filter names."""

from collections.abc import Iterator
from typing import Annotated, Any

from django.db.models import Model, QuerySet
from django.http import Http404
from ninja.errors import HttpError
from pydantic import StringConstraints

from base.pages.former_slugs import current_slug
from base.views import Gone

Slug = Annotated[str, StringConstraints(pattern=r"^[-\w]+$", max_length=255)]
Slugs = Annotated[str, StringConstraints(pattern=r"^[-\w]+(,[-\w]+)*$", max_length=500)]
Path = Annotated[str, StringConstraints(pattern=r"^[-\w/]+$", max_length=1000)]


def get_or_404(queryset: QuerySet[Any], **lookup: Any) -> Any:
    """Return the first match. Raise Http404 with a sentence that says what is missing."""
    if found := queryset.filter(**lookup).first():
        return found
    raise Http404(f"There is no such {_name(queryset)}.")


def get_by_slug_or_404(queryset: QuerySet[Any], slug: str) -> Any:
    """Return the object with this slug, or formerly with this slug, as on the site. Raise Http404."""
    if found := _called(queryset, slug):
        return found
    raise Http404(f"There is no such {_name(queryset)}.")


def filter_value_or_422(queryset: QuerySet[Any], slug: str) -> Any:
    """Return the object of a filter, by its current or a former slug. Raise HttpError 422."""
    if found := _called(queryset, slug):
        return found
    raise HttpError(422, f"There is no {_name(queryset)} with the slug “{slug}”.")


def filter_values_or_422(queryset: QuerySet[Any], slugs: str | None) -> Iterator[Any]:
    """Yield the objects of a filter, separated by commas; none if it is empty."""
    for slug in dict.fromkeys(slugs.split(",") if slugs else ()):
        yield filter_value_or_422(queryset, slug)


def _called(queryset: QuerySet[Any], slug: str) -> Any:
    if found := queryset.filter(slug=slug).first():
        return found
    try:
        return queryset.filter(slug=current_slug(queryset.model, slug)).first()
    except (Http404, Gone):
        return None


def _name(queryset: QuerySet[Any]) -> Any:
    model: type[Model] = queryset.model
    return model._meta.verbose_name
