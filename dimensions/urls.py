"""The URLs of the site; all others are Wagtail's."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.views.serve import authenticate_with_password

from dimensions import sitemaps, views
from dimensions.api.description import openapi
from dimensions.api.routes import api

urlpatterns = [
    path("", include("members.accounts.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("members.urls")),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("api/v3/openapi.json", openapi),
    path("api/v3/", api.urls),
    re_path(r"^media/(?P<path>(?:images|original_images)/.+)$", views.media),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:name>.xml", sitemaps.part, name="sitemap_part"),
    path("health/", views.health, name="health"),
    path("ready/", views.ready, name="ready"),
    path("search/", include("search.urls")),
    path("", include("archive.urls")),
    path("", include("desk.urls")),
    path("", include("articles.urls")),
    path("", include("subscriptions.urls")),
    path("", include("base.urls")),
    re_path(wagtail_urls.serve_pattern, views.page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]

handler404 = "base.views.page_not_found"
handler500 = "base.views.server_error"
