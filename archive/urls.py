"""Addresses of files and citations: they hold identifiers that never change, and no name of a file."""

from django.urls import path

from archive.reading import views

urlpatterns = [
    path("feeds/issues/<str:name>", views.issues_feed, name="issues_feed"),
    path("files/issues/<uuid:public_id>.pdf", views.issue_pdf, name="issue_pdf"),
    path("files/articles/<uuid:public_id>.pdf", views.article_pdf, name="archived_article_pdf"),
    path("files/pages/<uuid:public_id>", views.page_scan, name="page_scan"),
    path("files/articles/<uuid:public_id>.bib", views.bibtex, name="archived_article_bibtex"),
    path("files/articles/<uuid:public_id>.ris", views.ris, name="archived_article_ris"),
]
