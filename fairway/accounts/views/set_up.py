from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from fairway.accounts.actions.setting_up import find_set_up
from fairway.accounts.actions.setting_up import set_up as set_up_fairway
from fairway.accounts.forms import SetUpForm
from fairway.accounts.views.entering import enter, form_answer
from fairway.foundation.refusal import Refusal


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest, public_id: str, secret: str) -> HttpResponse:
    """The link printed when Fairway started empty: who is the first people lead?"""
    if find_set_up(public_id, secret) is None:
        return render(request, "accounts/link.html", {"good": False}, status=HTTPStatus.GONE)
    form = SetUpForm(request.POST or None)
    if form.is_valid():
        try:
            account = set_up_fairway(public_id, secret, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal)
        else:
            return enter(request, account, method="link")
    return form_answer(request, "accounts/set_up.html", form)
