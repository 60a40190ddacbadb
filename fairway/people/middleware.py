"""Who is asking: the person behind the login, or nobody; and on whose clock, in whose language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from fairway.foundation.languages import reading_in
from fairway.foundation.times import UnknownZone, zone
from fairway.foundation.viewers import viewer_of

# Signing in and the gallery are about a login or about nobody: they ask for no person.
FOR_LOGINS = ("allauth.", "fairway.accounts.", "fairway.ui.", "django.")


class Viewer:
    """Sets `request.viewer`. Pages are for people; a login without one is led to its own page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.viewer = viewer_of(request.user)
        with timezone.override(_zone_of(person)), reading_in(person.language if person else ""):
            return self._answer(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.viewer is not None or not request.user.is_authenticated:
            return None
        is_public = not getattr(view, "login_required", True)
        if (
            is_public
            or getattr(view, "for_logins", False)
            or view.__module__.startswith(FOR_LOGINS)
        ):
            return None
        return redirect("shell:no_person")


def _zone_of(person: Any) -> Any:
    if person is None:
        return None
    try:
        return zone(person.zone)
    except UnknownZone:  # kept from before the zone data forgot it
        return None
