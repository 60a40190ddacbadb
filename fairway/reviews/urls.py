"""Each part of the room has its addresses in a module of its own."""

from django.urls import URLPattern

from fairway.reviews import (
    urls_after,
    urls_calibrating,
    urls_cycles,
    urls_outcomes,
    urls_outside,
    urls_pay,
    urls_sharing,
    urls_writing,
)

app_name = "reviews"
urlpatterns: list[URLPattern] = [
    *urls_cycles.urlpatterns,
    *urls_writing.urlpatterns,
    *urls_outside.urlpatterns,
    *urls_calibrating.urlpatterns,
    *urls_sharing.urlpatterns,
    *urls_outcomes.urlpatterns,
    *urls_pay.urlpatterns,
    *urls_after.urlpatterns,
]
