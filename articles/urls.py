"""Lists of articles that stand beside the sections."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.urls import URLPattern, path, register_converter

from articles.feeds import views as feeds
from articles.keyset import CursorConverter
from articles.pages import contributor_index, views


class YearConverter:
    """A year of four digits."""

    regex = r"(?:19|20)\d{2}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return the four digits."""
        return f"{value:04d}"


class MonthConverter(YearConverter):
    """A month of two digits."""

    regex = r"(?:0[1-9]|1[0-2])"

    def to_url(self, value: int) -> str:
        """Return the two digits."""
        return f"{value:02d}"


register_converter(YearConverter, "year")
register_converter(MonthConverter, "month")
register_converter(CursorConverter, "place")


def paged(route: str, view: Callable[..., HttpResponse], name: str) -> list[URLPattern]:
    """The addresses of a list, of its further pages, and those that these had once."""
    return [
        path(route, view, name=name),
        path(f"{route}before/<place:before>/", view, name=f"{name}_before"),
        path(f"{route}page/<int:number>/", views.numbered_page, name=f"{name}_page"),
    ]


urlpatterns = [
    path("trends/", views.trend_index, name="trends"),
    *paged("trends/<slug:slug>/", views.trend, "trend"),
    path("contributors/", contributor_index.contributor_index, name="contributors"),
    path("contributors/letters/<slug:letter>/", contributor_index.contributor_index, name="contributors_letter"),
    *paged("contributors/<slug:slug>/", views.contributor, "contributor"),
    path("institutions/<slug:slug>/", views.institution, name="institution"),
    *paged(
        "institutions/<slug:slug>/about/",
        partial(views.institution_articles, which="about"),
        "articles_about_institution",
    ),
    *paged(
        "institutions/<slug:slug>/written/",
        partial(views.institution_articles, which="written"),
        "articles_written_at_institution",
    ),
    *paged("kinds/<slug:slug>/", views.kind, "kind"),
    *paged("<year:year>/", views.year, "year"),
    *paged("<year:year>/<month:month>/", views.month, "month"),
    path("feeds/", views.feed_index, name="feeds"),
    path("feeds/<str:name>", feeds.site_feed, name="site_feed"),
    path("feeds/sections/<slug:slug>/<str:name>", feeds.section_feed, name="section_feed"),
    path("feeds/trends/<slug:slug>/<str:name>", feeds.trend_feed, name="trend_feed"),
    path("feeds/contributors/<slug:slug>/<str:name>", feeds.contributor_feed, name="contributor_feed"),
    path("feeds/institutions/<slug:slug>/<str:name>", feeds.institution_feed, name="institution_feed"),
    path("feeds/kinds/<slug:slug>/<str:name>", feeds.kind_feed, name="kind_feed"),
    path("articles/<uuid:public_id>/data/<uuid:block_id>.csv", views.table_data, name="table_data"),
]
