"""Addresses of the directory, of gift links, of “view as” and of gated media."""

from django.urls import path

from members.directory import views as directory
from members.gifts import views as gifts
from members.reading import views as reading

urlpatterns = [
    path("institutions/", directory.institutions, name="institutions"),
    path("passport/", directory.passport, name="passport"),
    path("gifts/", gifts.gifts, name="gifts"),
    path("gifts/new/<int:page_id>/", gifts.new_gift, name="new_gift"),
    path("gifts/<int:link_id>/revoke/", gifts.revoke_gift, name="revoke_gift"),
    path("gift/<slug:token>/", gifts.gift, name="gift"),
    path("view-as/", reading.view_as, name="view_as"),
    path("gated-media/<path:path>", reading.gated_media, name="gated_media"),
    # Replaces Wagtail’s own view, which would serve any document to anybody.
    path("documents/<int:document_id>/<str:document_filename>", reading.document, name="wagtaildocs_serve"),
]
