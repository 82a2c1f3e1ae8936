"""Addresses of feeds, those that other magazines have, and those of archive documents."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from articles.feeds import feed_index, former_addresses, opened, views


def documents(folder: str, view: Callable[..., HttpResponseBase], name: str) -> list[URLPattern]:
    """Return the address of a subscription document and of its archive documents."""
    return [
        path(f"{folder}<str:name>", view, name=name),
        path(f"{folder}<period:period>/<str:name>", view, name=f"{name}_archive"),
    ]


urlpatterns = [
    path("feeds/", feed_index.feed_index, name="feeds"),
    path("feeds/page/", opened.feed_page, name="feed_page"),
    path("feeds/combine/", feed_index.combine, name="combine_feeds"),
    path("feeds/all.opml", feed_index.opml, name="opml"),
    *documents("feeds/", views.site_feed, "site_feed"),
    *documents("feeds/any/<str:any_of>/", views.combined_feed, "combined_feed"),
    *documents("feeds/any/<str:any_of>/without/<str:without>/", views.combined_feed, "combined_feed_without"),
    *documents("feeds/<str:scope>/<uslug:slug>/", views.feed, "feed"),
    *(path(address, former_addresses.site, name="former_site_feed") for address in former_addresses.OF_THE_SITE),
    *(
        path(f"{folder}/<uslug:slug>/feed/", former_addresses.term, {"folder": folder}, name="former_feed")
        for folder in former_addresses.FOLDERS
    ),
]
