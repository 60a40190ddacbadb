"""The demo's front door: everybody one can be, one click each."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fairway.accounts.demo import find_cast, find_role
from fairway.accounts.views.entering import enter, next_url


@login_not_required
@never_cache
@require_safe
def cast(request: HttpRequest) -> HttpResponse:
    demo_only()
    now = request.user.public_id if request.user.is_authenticated else ""
    return render(
        request,
        "accounts/cast.html",
        {"cast": find_cast(), "next": next_url(request), "now": now},
    )


@login_not_required
@require_POST
def become(request: HttpRequest, public_id: str) -> HttpResponse:
    demo_only()
    role = find_role(public_id)
    if role is None:
        raise Http404
    request.session.flush()
    return enter(request, role.account, method="demo")


def demo_only() -> None:
    if settings.PRODUCTION or not settings.DEMO:
        raise Http404
