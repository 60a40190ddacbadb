"""What every door shares: limits, the way in, and where it leads."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.core import ratelimit
from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from fairway.accounts.choices import allowed, ways
from fairway.people.models import Account

TOO_MANY = _("Too many tries. Wait a quarter of an hour, then try again.")


def enter(request: HttpRequest, account: Account, *, method: str, lead: str = "") -> HttpResponse:
    """Sign in, by way of the second factor where there is one."""
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, account, method=method)
    return perform_login(request, account, redirect_url=lead or next_url(request))


def open_to(way: str) -> None:
    """A door that the organisation has closed is not there."""
    if not allowed(way):
        raise Http404


def next_url(request: HttpRequest) -> str:
    """Where they wanted to go, if it is a page of ours."""
    return get_next_redirect_url(request) or ""


def within_limits(request: HttpRequest, action: str, key: str = "") -> bool:
    """Counted alike for names we know and names we do not."""
    return bool(ratelimit.consume(request, action=action, key=key.strip().lower()))


def form_answer(
    request: HttpRequest, template: str, form: Any, *, limited: bool = False, **context: Any
) -> HttpResponse:
    status = HTTPStatus.OK
    if form.is_bound and form.errors:
        status = HTTPStatus.TOO_MANY_REQUESTS if limited else HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"form": form, "next": next_url(request), "ways": ways(), **context}
    return render(request, template, context, status=status)


def form_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A library's page as ours are: 422 for a form that is not valid, and no data in scripts."""

    @wraps(view)
    def page(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if not isinstance(response, TemplateResponse) or response.context_data is None:
            return response
        context = response.context_data
        context["ways"] = ways()
        if "js_data" in context:
            (offer,) = context["js_data"].values()
            context["options"] = json.dumps(offer, cls=DjangoJSONEncoder)
        forms = (context.get("form"), context.get("webauthn_form"))
        if any(form is not None and form.is_bound and form.errors for form in forms):
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    return page
