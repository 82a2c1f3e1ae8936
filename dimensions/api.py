"""The API: Wagtail's own for editing, with resources made for readers beside it."""

from wagtail.api.v3.urls import api

__all__ = ["api"]
