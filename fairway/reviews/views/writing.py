"""Write a review, send it, look at what stood there before; read one that may be read."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fairway.foundation import reading
from fairway.foundation.refusal import Refusal
from fairway.foundation.viewers import Request
from fairway.people.audience import who_can
from fairway.people.models import Person
from fairway.reviews.actions.submitting import look_over, submit
from fairway.reviews.actions.writing import Kept, bring_back, keep_answers
from fairway.reviews.actions.writing_refused import ChangedElsewhere, NotReady
from fairway.reviews.forms.writing import ReviewForm
from fairway.reviews.hints import hints_for
from fairway.reviews.models import Answer, AnswerVersion, Review
from fairway.reviews.models.writing import is_confidential
from fairway.reviews.reading.calibrating import who_compares
from fairway.reviews.reading.calibrating_told import final_beside
from fairway.reviews.reading.own_list import mine_beside
from fairway.reviews.reading.writing import (
    desk_of,
    find_review,
    self_review_of,
    versions_of,
)
from fairway.reviews.rules.writing import is_its_writer
from fairway.ui.saving import CONFLICT, FINE, REFUSED, said_kept
from fairway.ui.toasts import say

PAGE = "reviews.review"


@require_safe
def write_next(request: Request) -> HttpResponse:
    """On to the review that is due first; the list of one's reviews where there is none to write."""
    if not isinstance(request.viewer, Person):
        raise PermissionDenied
    theirs = Review.objects.allowed(request.viewer, "write").filter(submitted_at=None)
    found = theirs.order_by("due_on", "pk").first()
    return redirect("reviews:review", found.public_id) if found else redirect("reviews:overview")


@require_safe
def review(request: Request, public_id: str) -> HttpResponse:
    """Its writer has the form while it is open; everybody else who may, and they then, read it."""
    found = find(request, public_id)
    desk = desk_of(found, request.viewer)
    if found.may_write:
        return show_form(request, ReviewForm(desk))
    reading.note(request, found.participant.person, PAGE)
    context = {"review": found, "desk": desk, "final": final_beside(found, request.viewer)}
    return render(request, "reviews/writing/review.html", context)


@require_POST
def draft(request: Request, public_id: str) -> HttpResponse:
    """Kept: by its button, and by itself while somebody types. `part` is the question typed in."""
    found = find_to_write(request, public_id)
    form = ReviewForm(desk_of(found, request.viewer), request.POST)
    kept = keep(found, form, request.viewer)
    if request.htmx:
        part = form.part(request.GET.get("part", ""))
        stands = kept is not None and (part.is_fine if part else form.status == FINE)
        context = {"stands": stands, "form": form, "part": part}
        status = FINE if stands else form.status
        answer = render(request, "reviews/writing/_kept.html", context, status=status)
        return said_kept(answer, whole=kept is not None and form.status == FINE)
    if form.status != FINE:
        return show_form(request, form)
    say(request, _("Kept. Nobody reads it before you send it."))
    stays = "stay" in request.POST
    return redirect("reviews:review", public_id) if stays else redirect("reviews:overview")


def keep(found: Review, form: ReviewForm, actor: Any) -> Kept | None:
    """What was typed, as far as it can be kept: `form.status` says whether all of it was, and the
    reasons stand in the form. None where nothing can be."""
    form.status = FINE if form.is_valid() else REFUSED
    try:
        kept = keep_answers(
            found,
            actor=actor,
            said=form.said(),
            page=form.cleaned_data.get("page", ""),
            seen=form.seen(),
        )
    except ValidationError as refusal:
        refuse(form, refusal)
        return None
    if kept.elsewhere:
        form.status = CONFLICT
        form.found_elsewhere(kept.elsewhere)
    return kept


def refuse(form: ReviewForm, refusal: ValidationError) -> None:
    form.status = getattr(refusal, "http_status", REFUSED)
    if isinstance(refusal, NotReady):
        form.lacks(refusal)
    else:
        form.add_error(None, refusal)


@require_POST
def submission(request: Request, public_id: str) -> HttpResponse:
    """First a look at what is critical and new, then it is sent. What is typed is kept before."""
    found = find_to_write(request, public_id)
    form = ReviewForm(desk_of(found, request.viewer), request.POST)
    if not found.is_written:
        keep(found, form, request.viewer)
    if form.status != FINE or not form.is_valid():
        return show_form(request, form)
    if found.is_written or "sure" in request.POST:
        return _send(request, found, form)
    return _look_over(request, found, form)


def _look_over(request: Request, found: Review, form: ReviewForm) -> HttpResponse:
    """What is missing, all at once; where the person will read it, how much is new to them."""
    try:
        look_over(found, actor=request.viewer)
    except Refusal as refusal:
        refuse(form, refusal)
        return show_form(request, form)
    desk = desk_of(find_to_write(request, found.public_id), request.viewer)
    if not desk.is_spoken_of:
        return _send(request, found, form)
    context = {"desk": desk, "review": found, "form": form, "parts": form.parts()}
    return render(request, "reviews/writing/sending.html", context)


def _send(request: Request, found: Review, form: ReviewForm) -> HttpResponse:
    try:
        sent = submit(
            found,
            actor=request.viewer,
            version=form.cleaned_data["number"],
            said=form.said(),
            page=form.cleaned_data["page"],
            seen=form.seen(),
        )
    except Refusal as refusal:
        refuse(form, refusal)
        return show_form(request, form)
    if is_confidential(sent):
        say(request, _("Sent. From now on nobody reads it, not even you."))
        return redirect("reviews:overview")
    say(request, _("Sent. It is locked now."))
    return redirect("reviews:review", sent.public_id)


def show_form(request: Request, form: ReviewForm) -> HttpResponse:
    """With what was typed; what was kept or noted meanwhile stands beside it."""
    found = form.desk.review
    if form.is_bound:
        form.desk = desk_of(find_to_write(request, found.public_id), request.viewer)
    context = {
        "review": found,
        "desk": form.desk,
        "form": form,
        "parts": form.parts(),
        "mine": mine_beside(found, request.viewer),
        "compare": ChangedElsewhere() if form.elsewhere else None,
    }
    return render(request, "reviews/writing/form.html", context, status=form.status)


@require_POST
def hints(request: Request, public_id: str, question: str) -> HttpResponse:
    """On the words that stand there just now. Nothing of it is kept."""
    found = find_to_write(request, public_id)
    said = hints_for(request.POST.get(f"q_{question}", ""))
    page = not request.htmx
    template = "hints.html" if page else "_hints.html"
    context = {"review": found, "hints": said}
    return render(request, f"reviews/writing/{template}", context)


@require_safe
def versions(request: Request, public_id: str, question: str) -> HttpResponse:
    """What stood in one answer before, for its writer; of what is sealed only until it is sent."""
    found = find_to_write(request, public_id)
    rows = Answer.objects.allowed(request.viewer).filter(review=found).select_related("question")
    answer = get_object_or_404(rows, question__public_id=question)
    context = {"review": found, "answer": answer, "versions": versions_of(answer)}
    return render(request, "reviews/writing/versions.html", context)


@require_POST
def bringing_back(request: Request, public_id: str, version: str) -> HttpResponse:
    found = find_to_write(request, public_id)
    answers = Answer.objects.allowed(request.viewer).filter(review=found)
    rows = AnswerVersion.objects.filter(answer__in=answers.values("pk"))
    rows = rows.select_related("answer__question", "answer__review")
    bring_back(get_object_or_404(rows, public_id=version), actor=request.viewer)
    say(request, _("It stands there again. What stood there is kept, too."))
    return redirect("reviews:review", found.public_id)


@require_safe
def own_view(request: Request, public_id: str) -> HttpResponse:
    """The self-review, beside what one writes."""
    found = find(request, public_id)
    own = self_review_of(found, request.viewer)
    if own is None:
        raise Http404
    whole = find(request, own.public_id)
    reading.note(request, whole.participant.person, PAGE)
    page = not request.htmx
    context = {"review": found, "desk": desk_of(whole, request.viewer), "page": page}
    template = "own_view.html" if page else "_own_view.html"
    return render(request, f"reviews/writing/{template}", context)


@require_safe
def who(request: Request, public_id: str) -> HttpResponse:
    """Who can read this review, by name."""
    found = find(request, public_id)
    page = not request.htmx
    about = found.participant
    context = {
        "review": found,
        "is_confidential": is_confidential(found),
        "seers": who_can(found, also=who_compares(about), about=about).seers(),
        "page": page,
    }
    template = "who.html" if page else "_who_list.html"
    return render(request, f"reviews/writing/{template}", context)


def find(request: Request, public_id: str) -> Any:
    return find_review(request.viewer, public_id)


def find_to_write(request: Request, public_id: str) -> Any:
    """For its writers; to others it is not there. Whether it is open still, the action says: what
    somebody typed on a page that is older comes back to them with the reason."""
    found: Any = find_review(request.viewer, public_id, "know")
    if not is_its_writer(found, request.viewer):
        raise Http404
    return found
