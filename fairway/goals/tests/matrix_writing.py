"""Rows of the access matrix for what helps to write goals."""

from __future__ import annotations

from django.urls import reverse

from tests.access.binding import Route

ROUTES = [
    Route(
        "goals:smart_check", "Open to every person", url=lambda world: reverse("goals:smart_check")
    )
]
