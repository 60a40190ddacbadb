"""The one questionnaire of somebody without an account, behind the link and the code."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from fairway.foundation.refusal import Refusal
from fairway.foundation.viewers import Request
from fairway.reviews.actions.outside import find_outside, go_on, is_answerable, who_answers
from fairway.reviews.actions.outside_writing import decline_from_outside
from fairway.reviews.actions.submitting import submit
from fairway.reviews.actions.writing_refused import AlreadySent
from fairway.reviews.forms.outside import SayNoForm
from fairway.reviews.forms.writing import ReviewForm
from fairway.reviews.models import OutsideInvitation, Review
from fairway.reviews.reading.writing import desk_outside
from fairway.reviews.views.outside import COOKIE, FORM, code_first, holds, lay
from fairway.reviews.views.writing import keep, refuse
from fairway.ui.saving import CONFLICT, FINE, REFUSED, said_kept, save
from fairway.ui.toasts import say

GONE = 410


@never_cache
@login_not_required
@sensitive_post_parameters()
@require_http_methods(FORM)
def outside_review(request: Request, token: str) -> HttpResponse:
    """For the browser that has entered the code. To look changes nothing."""
    found = find_outside(token)
    if found is None or not holds(request, found):
        return _code_first(request, token)
    if request.method == "POST":
        return _stay(request, token, found, _answer(request, found, token))
    if ended := _ended(request, found):
        return ended
    return _show(request, found, token, ReviewForm(desk_outside(found.review)))


@never_cache
@login_not_required
@require_http_methods(FORM)
def outside_declining(request: Request, token: str) -> HttpResponse:
    """Kindly, with or without a reason."""
    found = find_outside(token)
    if found is None or not holds(request, found):
        return _code_first(request, token)
    if ended := _ended(request, found):
        return ended
    form = SayNoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and save(form, partial(decline_from_outside, found)):
        return render(request, "reviews/outside/declined.html")
    context = {"found": found, "form": form, "token": token}
    return render(request, "reviews/outside/decline.html", context, status=form.status)


def _code_first(request: Request, token: str) -> HttpResponse:
    """Nothing is told of what lies behind, nor whether there is anything. What was typed comes
    back: the half hour may have ended over it."""
    if request.htmx:
        return render(request, "reviews/outside/_over.html", {"token": token}, status=CONFLICT)
    if request.method != "POST":
        return redirect("reviews:outside", token)
    said = (str(words) for key, words in request.POST.items() if key.startswith(("q_", "reason")))
    typed = [words for words in said if words.strip()]
    reason = _("The half hour was over, so this was not kept. Have a new code sent to go on.")
    return code_first(request, token, status=CONFLICT, reason=reason, typed=typed)


def _ended(request: Request, found: OutsideInvitation) -> HttpResponse | None:
    """What stands there once it was sent, declined or is over."""
    review = found.review
    if review.is_written:
        return render(request, "reviews/outside/thanks.html", {"found": found})
    if review.aside == Review.Aside.DECLINED:
        return render(request, "reviews/outside/declined.html")
    if not is_answerable(found):
        return render(request, "reviews/outside/over.html", status=GONE)
    return None


def _answer(request: Request, found: OutsideInvitation, token: str) -> HttpResponse:
    """Kept by itself while they type, by its button, and before it is sent."""
    review, form = found.review, _kept(request, found.review)
    if request.htmx:
        context = {"stands": form.status == FINE, "form": form, "part": None}
        answer = render(request, "reviews/writing/_kept.html", context, status=form.status)
        return said_kept(answer, whole=form.status == FINE)
    if form.status != FINE:
        return _show(request, found, token, form)
    if "later" in request.POST and not review.is_written:
        say(request, _("Kept. The link leads back to it, with a new code."))
        return redirect("reviews:outside_review", token)
    return _send(request, found, token, form)


def _kept(request: Request, review: Review) -> ReviewForm:
    """What was typed, kept as far as it can be. What was sent a moment ago is for `submit` to see."""
    form = ReviewForm(desk_outside(review), request.POST)
    if request.htmx or not review.is_written:
        keep(review, form, who_answers(review))
    if not request.htmx and form.has_error(NON_FIELD_ERRORS, AlreadySent.code):
        review.refresh_from_db(fields=["state"])
        form = ReviewForm(desk_outside(review), request.POST)
    if form.status == FINE and not form.is_valid():
        form.status = REFUSED
    return form


def _send(request: Request, found: OutsideInvitation, token: str, form: ReviewForm) -> HttpResponse:
    """Sent twice, by a double click or a second try on a bad line, it is sent once."""
    typed = form.cleaned_data
    try:
        submit(
            found.review,
            actor=who_answers(found.review),
            version=typed["number"],
            said=form.said(),
            page=typed["page"],
            seen=form.seen(),
        )
    except Refusal as refusal:
        refuse(form, refusal)
        return _show(request, found, token, form)
    return render(request, "reviews/outside/thanks.html", {"found": found})


def _show(request: Request, found: OutsideInvitation, token: str, form: ReviewForm) -> HttpResponse:
    context = {
        "found": found,
        "token": token,
        "form": form,
        "parts": form.parts(),
        "desk": form.desk,
    }
    return render(request, "reviews/outside/review.html", context, status=form.status)


def _stay(
    request: Request, token: str, found: OutsideInvitation, answer: HttpResponse
) -> HttpResponse:
    """The browser holds what opens it for as long as somebody goes on."""
    go_on(found)
    return lay(answer, token, request.COOKIES[COOKIE])
