"""Answers under addresses that are themselves the key: kept by nobody, found by no search engine, passed on to nobody.

All of them begin with `/personal/`, so that web servers and the log leave out what comes after it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]
HEADERS = {"Cache-Control": "private, no-cache", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


def secret_address(view: View) -> View:
    """Have a view answer with headers that keep its address secret."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return guarded
