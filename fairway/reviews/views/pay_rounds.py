"""Set a pay round up: bands, budgets, who plans; open it, lock it, publish it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.viewers import Request
from fairway.reviews.actions import pay_rounds as actions
from fairway.reviews.actions import paying
from fairway.reviews.forms.pay import BandForm, BeginForm, BudgetForm, PayNowForm, PlannerForm
from fairway.reviews.models import PayLine, PayRound, ReviewCycle
from fairway.reviews.pay_lists import read_list
from fairway.reviews.reading import pay as sheets
from fairway.reviews.views.answering import attempt
from fairway.reviews.views.pay import find_round
from fairway.reviews.views.sharing import somebody
from fairway.ui.saving import save
from fairway.ui.toasts import say

# What a round is set up with: the form, the action that takes it, and what is kept of it.
PARTS: dict[str, tuple[Any, Callable[..., Any], str]] = {
    "band": (BandForm, actions.set_band, "bands"),
    "budget": (BudgetForm, actions.set_budget, "budgets"),
    "planner": (PlannerForm, actions.add_planner, "planners"),
}
STEPS = {
    "opening": ("set_up", actions.open_round),
    "locking": ("lock", actions.lock_round),
    "publishing": ("publish", actions.publish_round),
}


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request, public_id: str) -> HttpResponse:
    rows = ReviewCycle.objects.allowed(request.viewer, "begin_pay")
    cycle = get_object_or_404(rows, public_id=public_id)
    if begun := PayRound.objects.allowed(request.viewer).filter(cycle=cycle).first():
        return redirect(begun)
    form = BeginForm(request.POST or None)
    if request.method == "POST":
        made = save(form, partial(actions.begin_round, cycle, actor=somebody(request)))
        if made:
            return redirect("reviews:pay_setup", made.public_id)
    context = {"cycle": cycle, "form": form}
    return render(request, "reviews/pay/begin.html", context, status=form.status)


@require_safe
def setup(request: Request, public_id: str) -> HttpResponse:
    return _page(request, find_round(request, public_id, "hold"))


@require_POST
def adding(request: Request, public_id: str, part: str) -> HttpResponse:
    found = find_round(request, public_id, "set_up")
    if part not in PARTS:
        raise Http404
    form_of, act, _kept = PARTS[part]
    form = form_of(request.POST, viewer=somebody(request), auto_id=f"{part}_%s")
    if save(form, partial(act, found, actor=request.viewer)):
        say(request, _("Kept."))
        return redirect("reviews:pay_setup", found.public_id)
    return _page(request, found, **{part: form})


@require_POST
def day(request: Request, public_id: str) -> HttpResponse:
    """From when the new pay holds, as long as the round is set up."""
    found = find_round(request, public_id, "set_up")
    form = BeginForm(request.POST, auto_id="day_%s")
    if save(form, partial(actions.set_day, found, actor=somebody(request))):
        say(request, _("Kept."))
        return redirect("reviews:pay_setup", found.public_id)
    return _page(request, found, day=form)


@require_POST
def discarding(request: Request, public_id: str) -> HttpResponse:
    found = find_round(request, public_id, "discard")
    actions.discard_round(found, actor=somebody(request))
    say(request, _("The pay round is gone, with its bands and budgets."))
    return redirect("reviews:pay")


@require_POST
def taking_out(request: Request, public_id: str, part: str, key: str) -> HttpResponse:
    found = find_round(request, public_id, "set_up")
    if part not in PARTS:
        raise Http404
    row = get_object_or_404(getattr(found, PARTS[part][2]), public_id=key)
    actions.take_out(found, actor=somebody(request), part=row)
    say(request, _("Taken out."))
    return redirect("reviews:pay_setup", found.public_id)


@require_POST
def moving(request: Request, public_id: str, step: str) -> HttpResponse:
    """Opened, locked, published: each once."""
    if step not in STEPS:
        raise Http404
    verb, act = STEPS[step]
    found = find_round(request, public_id, verb)
    words = {
        "opening": _("Open. Managers find it among their to-dos."),
        "locking": _("Locked. Nothing moves any more."),
        "publishing": _("Published. Each person reads their own."),
    }
    attempt(request, partial(act, found, actor=somebody(request)), words[step])
    return redirect("reviews:pay_setup", found.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def pay_now(request: Request, public_id: str) -> HttpResponse:
    found, viewer = find_round(request, public_id, "import_pay"), somebody(request)
    form = PayNowForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        taken = save(form, lambda file: _bring(found, viewer, file))
        if taken:
            say(request, _("Taken in: %(n)s.") % {"n": taken})
            return redirect(found)
    context = {"round": found, "form": form}
    return render(request, "reviews/pay/pay_now.html", context, status=form.status)


def _bring(found: Any, viewer: Any, text: str) -> int:
    lines = PayLine.objects.allowed(viewer, "plan").filter(round=found).select_related("person")
    people: dict[str, PayLine] = {}
    for line in lines:
        for key in (line.person.employee_number, line.person.email):
            if key:
                people[key.casefold()] = line
    return paying.bring_pay_now(found, actor=viewer, known=read_list(text, people))


def _page(request: Request, found: Any, **typed: Any) -> HttpResponse:
    viewer = somebody(request)
    forms = {
        part: typed.get(part) or form_of(viewer=viewer, auto_id=f"{part}_%s")
        for part, (form_of, _act, _kept) in PARTS.items()
    }
    began = {"holds_from": found.holds_from}
    forms["day"] = typed.get("day") or BeginForm(initial=began, auto_id="day_%s")
    bands = found.bands.select_related("profile")
    context = {
        "round": found,
        "numbers": sheets.numbers_of(found),
        "bands": [(one, sheets.band_in_words(one)) for one in bands],
        "budgets": sheets.budgets_of(found, viewer),
        "planners": found.planners.select_related("unit", "person"),
        "forms": forms,
    }
    status = max((form.status for form in typed.values()), default=200)
    return render(request, "reviews/pay/setup.html", context, status=status)
