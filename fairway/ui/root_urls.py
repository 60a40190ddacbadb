"""Addresses that browsers expect at the root."""

from django.urls import path

from fairway.ui import installing

urlpatterns = [
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("sw.js", installing.service_worker, name="service_worker"),
    path("offline/", installing.offline, name="offline"),
]
