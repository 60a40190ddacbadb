"""Who open names mean, and which spellings are one unit."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairway.foundation.viewers import Request
from fairway.people.actions.importing.batches import choose
from fairway.people.actions.importing.searching import find_people, member_keys
from fairway.people.actions.importing.staging import NotNow
from fairway.people.actions.importing.working import compare_later
from fairway.people.forms.importing import QuestionsForm
from fairway.people.importing.managers import NOBODY
from fairway.people.models import ImportBatch
from fairway.people.views.importing import steps
from fairway.ui.saving import save
from fairway.ui.toasts import say, warn


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: Request, public_id: str) -> HttpResponse:
    batch = steps.find(request, public_id, "edit")
    if batch.state != ImportBatch.State.REVIEW and request.method != "POST":
        return redirect("people:import", batch.public_id)

    def find(words: str) -> list[Any]:
        return find_people(batch, words, viewer=request.viewer)

    def answer(**said: Any) -> ImportBatch:
        return _answer(request, batch, **said)

    form = QuestionsForm(batch, find, request.POST or None)
    if request.method == "POST" and save(form, answer, row=batch):
        return redirect("people:import", batch.public_id)
    context = {"batch": batch, "form": form, "steps": steps.steps(steps.REVIEW)}
    return render(request, "people/importing/questions.html", context, status=form.status)


def _answer(
    request: Request,
    batch: ImportBatch,
    *,
    managers: dict[str, str],
    units: dict[str, str],
    version: int | None,
) -> ImportBatch:
    keys = member_keys(batch, set(managers.values()), viewer=request.viewer) | {NOBODY: NOBODY}
    chosen = {name: keys[token] for name, token in managers.items() if token in keys}
    if not chosen and not units:
        return batch
    with transaction.atomic():
        batch = choose(batch, actor=request.viewer, managers=chosen, units=units, version=version)
        return compare_later(batch, actor=request.viewer)


@require_POST
def take_back(request: Request, public_id: str) -> HttpResponse:
    """Ask again about a name, or keep two units apart after all."""
    batch = steps.find(request, public_id, "edit")
    names, units = request.POST.getlist("name"), request.POST.getlist("unit")
    managers, apart = dict.fromkeys(names, ""), dict.fromkeys(units, "")
    try:
        with transaction.atomic():
            batch = choose(batch, actor=request.viewer, managers=managers, units=apart)
            compare_later(batch, actor=request.viewer)
    except NotNow as refusal:
        warn(request, refusal)
    else:
        say(request, _("Taken back."))
    return redirect("people:import", batch.public_id)
