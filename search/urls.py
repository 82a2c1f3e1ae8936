"""The URLs of the search."""

from django.urls import path

from search import views
from search.suggesting import views as suggesting

urlpatterns = [
    path("", views.search, name="search"),
    path("suggest/", views.suggest, name="search_suggest"),
    path("suggestions.json", suggesting.suggestions_for_browsers, name="search_suggestions"),
    path("description.xml", suggesting.description, name="search_description"),
]
