"""Giving back what was typed when a session was over, and saying so kindly."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fairway.accounts import cookies
from fairway.accounts.actions.holding import drop_held, find_held
from fairway.accounts.middleware import hold, page_of


@never_cache
@require_safe
def typed(request: HttpRequest, public_id: str) -> HttpResponse:
    """What they were about to send, to send it now."""
    found = find_held(request.user, public_id, cookies.typed_key(request))
    if found is None:
        return render(request, "accounts/nothing_typed.html", status=HTTPStatus.NOT_FOUND)
    held, fields = found
    pairs = [(name, value) for name, values in fields.lists() for value in values]
    words = [value for _name, value in pairs if len(value.split()) > 1]
    context = {"held": held, "pairs": pairs, "words": words}
    return render(request, "accounts/typed.html", context)


@require_POST
def drop(request: HttpRequest, public_id: str) -> HttpResponse:
    drop_held(request.user, public_id)
    return redirect("shell:home")


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is older than the sign-in, or one that another site has sent."""
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if ours and request.user.is_authenticated and request.POST:
        return hold(request, request.user, lambda kept: redirect(kept or page_of(request)))
    return render(request, "accounts/stale_form.html", status=HTTPStatus.FORBIDDEN)
