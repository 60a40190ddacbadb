"""The sign-in page and the doors beside it: a mail, a code on paper, a link."""

from __future__ import annotations

import requests
from allauth.account import views as allauth
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from fairway.accounts import cookies
from fairway.accounts.actions.keys import find_link, use_link, use_mail_code
from fairway.accounts.actions.mailing import ask_for_mail
from fairway.accounts.choices import allowed
from fairway.accounts.forms import MailCodeForm, MailForm
from fairway.accounts.models import OneTimeKey
from fairway.accounts.views import demo
from fairway.accounts.views.entering import (
    TOO_MANY,
    enter,
    form_answer,
    form_page,
    next_url,
    open_to,
    within_limits,
)
from fairway.people.models import Account

MAIL_KEY = "mail_key"
NOT_THE_CODE = _("That code is not right, or it is too old. You can ask for a new one.")
either = require_http_methods(["GET", "HEAD", "POST"])
sign_in_by_password = form_page(allauth.login)


@login_not_required
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """In the demo one chooses whom to be; an empty Fairway says how to begin."""
    if request.method != "POST" and not request.user.is_authenticated:
        if settings.DEMO and "ordinary" not in request.GET:
            return demo.cast(request)
        if not Account.objects.exists():
            return render(request, "accounts/first_steps.html")
        if request.shared_device and allowed("code") and "ordinary" not in request.GET:
            return redirect(with_next(request, "accounts:staff"))
    if request.method == "POST":
        open_to("password")
    return sign_in_by_password(request)


@login_not_required
@never_cache
@either
def mail(request: HttpRequest) -> HttpResponse:
    """Ask for a mail with a code and a link. The answer is the same for every address."""
    open_to("mail")
    form = MailForm(request.POST or None)
    limited = False
    if form.is_valid():
        email = form.cleaned_data["email"]
        if within_limits(request, "mail", email):
            request.session[MAIL_KEY] = ask_for_mail(email).public_id
            return redirect(with_next(request, "accounts:mail_code"))
        limited = True
        form.add_error(None, TOO_MANY)
    return form_answer(request, "accounts/mail.html", form, limited=limited)


@login_not_required
@never_cache
@either
def mail_code(request: HttpRequest) -> HttpResponse:
    """Type the code here, in the browser that asked, or open the link anywhere."""
    key = request.session.get(MAIL_KEY, "")
    if not key:
        return redirect("accounts:mail")
    form = MailCodeForm(request.POST or None)
    limited = False
    if form.is_valid():
        limited = not within_limits(request, "mail_code", key)
        account = None if limited else use_mail_code(key, form.cleaned_data["code"])
        if account:
            del request.session[MAIL_KEY]
            return enter(request, account, method="mail")
        form.add_error(None if limited else "code", TOO_MANY if limited else NOT_THE_CODE)
    email = OneTimeKey.objects.filter(public_id=key).values_list("email", flat=True).first()
    return form_answer(request, "accounts/mail_code.html", form, limited=limited, email=email)


@login_not_required
@never_cache
@sensitive_post_parameters()
@either
def link(request: HttpRequest, public_id: str, secret: str) -> HttpResponse:
    """Opening the link changes nothing (mail scanners open links); the button lets in, once."""
    if request.method == "POST":
        account = use_link(public_id, secret)
        if account:
            lead = "" if account.has_usable_password() else reverse("accounts:root")
            return enter(request, account, method="link", lead=lead)
    key = find_link(public_id, secret) if request.method != "POST" else None
    return render(
        request,
        "accounts/link.html",
        {"good": key is not None, "next": next_url(request)},
        status=200 if key else 410,
    )


def with_next(request: HttpRequest, name: str) -> str:
    wanted = next_url(request)
    return reverse(name) + (f"?{urlencode({'next': wanted})}" if wanted else "")


@login_not_required
@never_cache
def single_sign_on(request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        return oidc.login(request, provider_id)
    except requests.RequestException:
        return render(request, "socialaccount/authentication_error.html", status=503)


@login_not_required
@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session here, and takes what this browser kept of it along."""
    response = allauth.logout(request)
    if request.method == "POST":
        for cookie in (cookies.WHO, cookies.AWAKE, cookies.TYPED):
            response.delete_cookie(cookie)
        kept = '"cache", "storage"' if request.shared_device else '"cache"'
        response.headers["Clear-Site-Data"] = kept
    return response
