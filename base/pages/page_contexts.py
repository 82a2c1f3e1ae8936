"""A registry of template contexts: modules that build them register, and page models look them up.

Cards, contexts and listings import the models that they show, so a model cannot import them. It looks them up here
instead; `AppConfig.ready()` imports the modules that register.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

PageContext = Callable[..., dict[str, Any]]

_registered: dict[tuple[type[Page], str], PageContext] = {}


def register_page_context(model: type[Page], view: str = "") -> Callable[[PageContext], PageContext]:
    """Register the template context of a page type, or of one of its routed views.

    The decorated function is called with the page, the request and the arguments of the route.
    """

    def register(build: PageContext) -> PageContext:
        _registered[model, view] = build
        return build

    return register


def page_context(page: Page, request: HttpRequest, view: str = "", **arguments: Any) -> dict[str, Any]:
    """Return the registered context of a page, empty where none is; a routed view without one is a KeyError."""
    build = _registered.get((type(page), view)) if not view else _registered[type(page), view]
    return build(page, request, **arguments) if build else {}
