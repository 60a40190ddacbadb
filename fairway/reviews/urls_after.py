"""Addresses of what comes after a cycle: what people say of it, and what it shows."""

from django.urls import URLPattern, path

from fairway.reviews.views import surveys

urlpatterns: list[URLPattern] = [
    path("surveys/<public_id:public_id>/", surveys.cycle_survey, name="cycle_survey"),
]
