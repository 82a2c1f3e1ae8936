"""The API: Wagtail's own for editing, with resources made for readers beside it."""

from wagtail.api.v3.api import api

from articles.api import articles, contributors, sections, trends

api.title = "Dimensions"
api.description = "Pages for editing, and articles, sections, trends and contributors for front ends."
api.add_router("/articles/", articles)
api.add_router("/sections/", sections)
api.add_router("/trends/", trends)
api.add_router("/contributors/", contributors)

__all__ = ["api"]
