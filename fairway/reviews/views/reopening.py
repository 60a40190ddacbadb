"""Ask for what one can no longer do oneself, and say yes or no to what others ask for."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.viewers import Request
from fairway.reviews.actions.reopening import (
    ask_for_more_time,
    ask_to_write_again,
    grant,
    refuse,
    take_back,
)
from fairway.reviews.forms.writing import GrantForm, ReasonForm, RefuseForm
from fairway.reviews.models import WritingRequest
from fairway.reviews.views.writing import find_to_write
from fairway.ui.saving import save
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]
ASK = {"reopen": ask_to_write_again, "more-time": ask_for_more_time}


@require_http_methods(FORM)
def asking(request: Request, public_id: str, what: str) -> HttpResponse:
    """`what`: to have it reopened, or more time."""
    if what not in ASK:
        raise Http404
    found = find_to_write(request, public_id)
    form = ReasonForm(request.POST or None)

    def act(reason: str) -> WritingRequest:
        return ASK[what](found, actor=request.viewer, reason=reason)

    if request.method == "POST" and save(form, act):
        say(request, _("Asked. You will hear of the answer."))
        return redirect("reviews:overview")
    context = {"review": found, "form": form, "what": what}
    return render(request, "reviews/writing/asking.html", context, status=form.status)


@require_safe
def requests(request: Request) -> HttpResponse:
    """What waits for somebody's yes, the longest wait first; and what one has asked for oneself."""
    rows = WritingRequest.objects.allowed(request.viewer).for_display()
    waiting = rows.waiting().with_may(request.viewer, "decide", "withdraw").order_by("at", "pk")
    return render(request, "reviews/writing/requests.html", {"waiting": waiting[:100]})


@require_safe
def asked(request: Request, public_id: str) -> HttpResponse:
    return _page(request, find_request(request, public_id), GrantForm(), RefuseForm())


def _page(request: Request, found: Any, granting: Any, refusing: Any) -> HttpResponse:
    context = {"asked": found, "granting": granting, "refusing": refusing}
    status = max(granting.status, refusing.status)
    return render(request, "reviews/writing/request.html", context, status=status)


@require_POST
def granting(request: Request, public_id: str) -> HttpResponse:
    found = find_request(request, public_id)
    form = GrantForm(request.POST)

    def act(**said: Any) -> WritingRequest:
        return grant(found, actor=request.viewer, **said)

    if save(form, act):
        say(request, _("They can go on writing, and are told so."))
        return redirect("reviews:writing_requests")
    return _page(request, found, form, RefuseForm())


@require_POST
def refusing(request: Request, public_id: str) -> HttpResponse:
    found = find_request(request, public_id)
    form = RefuseForm(request.POST)

    def act(answer: str) -> WritingRequest:
        return refuse(found, actor=request.viewer, answer=answer)

    if save(form, act):
        say(request, _("They are told, with your reason."))
        return redirect("reviews:writing_requests")
    return _page(request, found, GrantForm(), form)


@require_POST
def taking_back(request: Request, public_id: str) -> HttpResponse:
    take_back(find_request(request, public_id), actor=request.viewer)
    say(request, _("Taken back."))
    return redirect("reviews:overview")


def find_request(request: Request, public_id: str) -> Any:
    rows = WritingRequest.objects.allowed(request.viewer).for_display()
    return get_object_or_404(
        rows.with_may(request.viewer, "decide", "withdraw"), public_id=public_id
    )
