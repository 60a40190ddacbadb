"""Who is asking: the person behind the login, or nobody; and on whose clock, in whose language."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from fairway.foundation.languages import reading_in
from fairway.foundation.times import UnknownZone, zone
from fairway.foundation.viewers import viewer_of


def viewer(get_response: Callable[[HttpRequest], HttpResponse]):
    def middleware(request: HttpRequest) -> HttpResponse:
        person = request.viewer = viewer_of(request.user)
        with timezone.override(_zone_of(person)), reading_in(person.language if person else ""):
            return get_response(request)

    return middleware


def _zone_of(person) -> object:
    if person is None:
        return None
    try:
        return zone(person.zone)
    except UnknownZone:  # kept from before the zone data forgot it
        return None
