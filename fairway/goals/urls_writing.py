"""Addresses of what helps to write goals: the check, imports, templates."""

from django.urls import URLPattern, path

from fairway.goals.views import smart

urlpatterns: list[URLPattern] = [
    path("check/", smart.smart_check, name="smart_check"),
]
