"""URLs that outlive a slug: renamed objects redirect, deleted ones are gone."""

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
    """Record each former slug of a model's objects; for `AppConfig.ready()`."""
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
    """Return the current slug of the object of a former slug. Raise Gone if it was deleted, else Http404."""
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
    """Return the redirect to the current URL of a former slug, by the same view. Raise Http404."""
    match: Any = request.resolver_match
    named = match.kwargs | {"slug": current_slug(model, slug)}
    return HttpResponsePermanentRedirect(reverse(match.view_name, kwargs=named))


def follow_former_slugs(model: Any) -> Callable[[View], View]:
    """Decorate a view with a slug to redirect from former slugs when it raises Http404."""

    def decorator(view: View) -> View:
        @wraps(view)
        def following(request: HttpRequest, slug: str, **named: Any) -> HttpResponseBase:
            try:
                return view(request, slug=slug, **named)
            except Http404:
                return redirect_former_slug(request, model, slug)

        return following

    return decorator
