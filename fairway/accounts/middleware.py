"""Signed in by default, on devices that may be shared."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from fairway.accounts import cookies
from fairway.accounts.actions.devices import device_of
from fairway.accounts.actions.holding import hold_form
from fairway.accounts.actions.sessions import has_second_factor
from fairway.accounts.backends import is_welcome
from fairway.people.models import Account

GetResponse = Callable[[HttpRequest], HttpResponse]


class Sessions(SessionMiddleware):
    """Django's sessions, where an answer takes away only the session that it ended itself.

    A request sent before a sign-in may be answered after it. The session it came with is gone by
    then, and Django would have the browser forget its cookie, which is the new session's by now.
    """

    def process_response(self, request, response):
        response = super().process_response(request, response)
        if not request.session.modified:
            response.cookies.pop(settings.SESSION_COOKIE_NAME, None)
        return response


class SignInRequired(LoginRequiredMiddleware):
    """A view that anyone may open says so itself; for every other one signs in first."""

    def handle_no_permission(self, request, view_func):
        if request.method not in {"GET", "HEAD"}:
            return keep_and_sign_in(request)
        return super().handle_no_permission(request, view_func)


def keep_and_sign_in(request: HttpRequest) -> HttpResponse:
    """The session was over when this was sent: keep it for its owner, ask who is there."""
    account = Account.objects.filter(public_id=cookies.read_who(request)).first()
    page = page_of(request)
    if account is None or not is_welcome(account):
        return sign_in_first(page)
    return hold(request, account, lambda kept: sign_in_first(kept or page))


def hold(
    request: HttpRequest, account: Account, answer: Callable[[str], HttpResponse]
) -> HttpResponse:
    """Keep the posted form and answer with the address where it waits, or with "" if it cannot.

    What is typed into forms of this room (passwords, PINs, codes) is never kept.
    """
    if not request.POST or request.path.startswith(reverse("accounts:root")):
        return answer("")
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    key = cookies.typed_key(request) or cookies.new_typed_key()
    path, page = request.get_full_path(), page_of(request)
    held = hold_form(account, typed, path=path, page=page, key=key)
    response = answer(reverse("accounts:typed", args=[held.public_id]) if held else "")
    if held:
        cookies.lay_typed_key(response, key)
    return response


def page_of(request: HttpRequest) -> str:
    """The page of ours somebody was on, as their browser names it; else the front page."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return "/"
    parts = urlsplit(came_from)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def sign_in_first(page: str) -> HttpResponse:
    query = urlencode({REDIRECT_FIELD_NAME: page})
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{query}")


def devices(get_response: GetResponse) -> GetResponse:
    """Know shared devices; on them a session ends soon, and nothing stays behind."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.shared_device = device_of(request.COOKIES.get(cookies.DEVICE, ""))
        signed_in = request.user.is_authenticated
        patience = request.session.get("shared", 0) if signed_in else 0
        if patience and not cookies.is_awake(request, patience):
            return end_idle_session(request)
        response = get_response(request)
        if signed_in and request.user.is_authenticated:
            keep_private(request, response, shared=bool(patience))
        return response

    return middleware


def end_idle_session(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        account = request.user
        logout(request)
        return hold(request, account, lambda kept: sign_in_first(kept or "/"))
    logout(request)
    return sign_in_first("/")


def keep_private(request: HttpRequest, response: HttpResponse, *, shared: bool) -> None:
    if shared:
        patch_cache_control(response, no_store=True, private=True)
        if request.method == "POST" or "HX-Request" not in request.headers:
            cookies.lay_awake(response, request.session.session_key or "")
    elif not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True, no_cache=True)


def second_factor_first(get_response: GetResponse) -> GetResponse:
    """Whose role asks for a second factor sets it up before anything else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        waits = request.user.is_authenticated and request.session.get("needs_second_factor")
        if not waits or request.path.startswith(reverse("accounts:root")):
            return get_response(request)
        if not has_second_factor(request.user):
            return redirect("accounts:second_factor_first")
        del request.session["needs_second_factor"]
        return get_response(request)

    return middleware
