"""Addresses that outlive a slug: what was renamed is redirected to, what was deleted is gone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, pre_save
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import reverse

from base.models import FormerSlug
from base.views import Gone

View = Callable[..., HttpResponseBase]


def track_former_slugs(model: type[Model]) -> None:
    """Record each slug that an object of a model gives up; for `AppConfig.ready()`."""
    pre_save.connect(_record_rename, sender=model)
    post_delete.connect(_record_deletion, sender=model)


def _record_rename(sender: Any, instance: Any, raw: bool = False, **sent: Any) -> None:
    fields = sent.get("update_fields")
    if raw or instance._state.adding or (fields is not None and "slug" not in fields):
        return
    before = sender._base_manager.filter(pk=instance.pk).values_list("slug", flat=True).first()
    if before and before != instance.slug:
        FormerSlug.objects.record(sender, before, instance.pk)


def _record_deletion(sender: Any, instance: Any, **sent: Any) -> None:
    FormerSlug.objects.of(sender).filter(object_id=instance.pk).update(object_id=None)
    FormerSlug.objects.record(sender, instance.slug, None)


def current_slug(model: Any, slug: str) -> str:
    """Return the present slug of what had this one; raise Gone if it was deleted, Http404 if nothing ever had it."""
    former = FormerSlug.objects.of(model).filter(slug=slug).first()
    if former is None:
        raise Http404
    current: str | None = model._base_manager.filter(pk=former.object_id).values_list("slug", flat=True).first()
    if current is None:
        raise Gone
    if current == slug:
        raise Http404
    return current


def redirect_former_slug(request: HttpRequest, model: Any, slug: str) -> HttpResponse:
    """Return the redirect to where the object of a former slug is now, by the same view; raise Http404."""
    match: Any = request.resolver_match
    named = match.kwargs | {"slug": current_slug(model, slug)}
    return HttpResponsePermanentRedirect(reverse(match.view_name, kwargs=named))


def follow_former_slugs(model: Any) -> Callable[[View], View]:
    """Have a view that takes a slug redirect from former ones where it finds nothing."""

    def decorator(view: View) -> View:
        @wraps(view)
        def following(request: HttpRequest, slug: str, **named: Any) -> HttpResponseBase:
            try:
                return view(request, slug=slug, **named)
            except Http404:
                return redirect_former_slug(request, model, slug)

        return following

    return decorator
