"""The one page that somebody without an account sees: a question, who reads the answer, a form."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fairway.feedback.actions.asking import answer_from_outside, find_outside
from fairway.feedback.actions.giving import manager_of
from fairway.feedback.actions.refusals import LinkSpent
from fairway.feedback.forms.asking import OutsideForm
from fairway.feedback.models import Visibility
from fairway.feedback.reading.sheets import readers_before
from fairway.ui.saving import save

GONE = 410


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: HttpRequest, token: str) -> HttpResponse:
    """To look changes nothing: mail programs open links to see whether they are safe."""
    try:
        found = find_outside(token)
    except LinkSpent as spent:
        return _spent(request, spent)
    manager = None if found.visibility == Visibility.PRIVATE else manager_of(found.about)
    form = OutsideForm(request.POST or None, manager=manager)
    if request.method == "POST" and save(form, partial(answer_from_outside, found)):
        return render(request, "feedback/outside/sent.html", {"found": found})
    if form.is_bound and form.has_error("__all__", LinkSpent.code):
        return _spent(request, LinkSpent())
    context = {
        "form": form,
        "found": found,
        "readers": readers_before(found.visibility, found.about, None),
    }
    return render(request, "feedback/outside/answer.html", context, status=form.status)


def _spent(request: HttpRequest, reason: LinkSpent) -> HttpResponse:
    return render(request, "feedback/outside/spent.html", {"reason": reason}, status=GONE)
