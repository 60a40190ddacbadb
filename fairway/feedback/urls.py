"""Each part of the room has its addresses in a module of its own."""

from django.urls import URLPattern

app_name = "feedback"
urlpatterns: list[URLPattern] = []
