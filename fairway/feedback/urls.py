"""Each part of the room has its addresses in a module of its own."""

from django.urls import URLPattern

from fairway.feedback import urls_asking, urls_giving, urls_recognising

app_name = "feedback"
urlpatterns: list[URLPattern] = [
    *urls_asking.urlpatterns,
    *urls_recognising.urlpatterns,
    *urls_giving.urlpatterns,
]
