"""Short ways to one's own pages, for the menu and the palette."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from fairway.foundation.viewers import Request


@require_safe
def my_profile(request: Request) -> HttpResponse:
    return redirect("people:profile", request.viewer.public_id)


@require_safe
def my_time(request: Request) -> HttpResponse:
    return redirect("people:time", request.viewer.public_id)
