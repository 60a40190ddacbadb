"""Each part of the room has its addresses in a module of its own."""

from django.urls import URLPattern

app_name = "reviews"
urlpatterns: list[URLPattern] = []
