"""Addresses that belong to no app in particular."""

from django.urls import path

from base import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("assets/site.<str:version>.css", views.stylesheet, name="stylesheet"),
]
