"""URLs of lists of articles other than sections."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponseBase
from django.urls import URLPattern, include, path, register_converter

from articles.calendars import views as calendars
from articles.corrections import views as corrections
from articles.keyset import CursorConverter
from articles.models.dates import Period
from articles.pages import contributor_index, views
from articles.trends import compare_views
from articles.trends import views as trends
from base.pages.converters import UnicodeSlugConverter


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


class PeriodConverter:
    """A month, or one of its days."""

    regex = r"(?:19|20)\d{2}/(?:0[1-9]|1[0-2])(?:/[0-3]\d)?"

    def to_python(self, value: str) -> Period:
        """Return it; the 31st of June is no address."""
        return Period.parse(value)

    def to_url(self, value: Period) -> str:
        """Return its part of an address."""
        return str(value)


register_converter(UnicodeSlugConverter, "uslug")
register_converter(YearConverter, "year")
register_converter(MonthConverter, "month")
register_converter(PeriodConverter, "period")
register_converter(CursorConverter, "place")


def paged(route: str, view: Callable[..., HttpResponseBase], name: str) -> list[URLPattern]:
    """The URLs of a list, of its further pages, and their former ones."""
    return [
        path(route, view, name=name),
        path(f"{route}before/<place:before>/", view, name=f"{name}_before"),
        path(f"{route}page/<int:number>/", views.numbered_page, name=f"{name}_page"),
    ]


urlpatterns = [
    path("trends/", trends.trend_index, name="trends"),
    path("trends/compare/", compare_views.comparison_page, name="trends_compare"),
    path("trends/compare.csv", compare_views.comparison_data, name="trends_compare_csv"),
    path("trends/compare.svg", compare_views.comparison_picture, name="trends_compare_svg"),
    *paged("trends/<uslug:slug>/", trends.trend, "trend"),
    path("contributors/", contributor_index.contributor_index, name="contributors"),
    path("contributors/letters/<slug:letter>/", contributor_index.contributor_index, name="contributors_letter"),
    *paged("contributors/<uslug:slug>/", views.contributor, "contributor"),
    path("institutions/<uslug:slug>/", views.institution, name="institution"),
    *paged(
        "institutions/<uslug:slug>/about/",
        partial(views.institution_articles, which="about"),
        "articles_about_institution",
    ),
    *paged(
        "institutions/<uslug:slug>/written/",
        partial(views.institution_articles, which="written"),
        "articles_written_at_institution",
    ),
    *paged("kinds/<uslug:slug>/", views.kind, "kind"),
    *paged("<year:year>/", views.year, "year"),
    *paged("<year:year>/<month:month>/", views.month, "month"),
    path("", include("articles.feeds.urls")),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/<str:name>", corrections.corrections_feed, name="corrections_feed"),
    path("articles/<uuid:public_id>/event.ics", calendars.single_event, name="event_calendar"),
    path("events.ics", calendars.all_events, name="events_calendar"),
    path("articles/<uuid:public_id>/data/<uuid:block_id>.csv", views.table_data, name="table_data"),
]
