"""Addresses of the directory, of gift links, of “view as” and of gated media."""

from django.urls import path

from members import directory_views, views

urlpatterns = [
    path("institutions/", directory_views.institutions, name="institutions"),
    path("passport/", directory_views.passport, name="passport"),
    path("gifts/", views.gifts, name="gifts"),
    path("gifts/new/<int:page_id>/", views.new_gift, name="new_gift"),
    path("gifts/<int:link_id>/revoke/", views.revoke_gift, name="revoke_gift"),
    path("gift/<slug:token>/", views.gift, name="gift"),
    path("view-as/", views.view_as, name="view_as"),
    path("gated-media/<path:path>", views.gated_media, name="gated_media"),
    # Instead of Wagtail’s own, which would give any document to anybody.
    path("documents/<int:document_id>/<str:document_filename>", views.document, name="wagtaildocs_serve"),
]
