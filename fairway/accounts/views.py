from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from allauth.account import views as allauth
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url, perform_login
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from fairway.accounts.demo import find_cast, find_role


def form_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A library's form that was not valid answers 422 as ours do."""

    @wraps(view)
    def page(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse) and request.method == "POST":
            form = (response.context_data or {}).get("form")
            if form is not None and form.errors:
                response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    return page


sign_in_by_password = form_page(allauth.login)


@login_not_required
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """In the demo the way in is to choose whom to be."""
    if settings.DEMO and request.method == "GET" and "password" not in request.GET:
        return cast(request)
    return sign_in_by_password(request)


@login_not_required
@never_cache
@require_GET
def cast(request: HttpRequest) -> HttpResponse:
    """The demo's front door: everybody one can be, one click each."""
    demo_only()
    context = {"cast": find_cast(), "next": get_next_redirect_url(request)}
    return render(request, "accounts/cast.html", context)


@login_not_required
@require_POST
def become(request: HttpRequest, public_id: str) -> HttpResponse:
    demo_only()
    role = find_role(public_id)
    if role is None:
        raise Http404
    request.session.flush()
    record_authentication(request, role.account, method="demo")
    return perform_login(request, role.account, redirect_url=get_next_redirect_url(request))


def demo_only() -> None:
    if settings.PRODUCTION or not settings.DEMO:
        raise Http404
