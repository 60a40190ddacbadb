"""Review templates: the list, what each asks and of whom, ready ones, publishing; and the bank."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.viewers import Request
from fairway.reviews.actions.templates import (
    archive_bank_question,
    archive_template,
    begun_from,
    publish_template,
    save_bank_question,
    save_template,
)
from fairway.reviews.forms.questions import QuestionForm
from fairway.reviews.forms.templates import TemplateForm
from fairway.reviews.forms.writing import ReviewForm
from fairway.reviews.models import BankQuestion, CycleKind, ReviewTemplate, minutes_for
from fairway.reviews.reading.previews import SEEN_AS, desk_of
from fairway.reviews.ready import READY, ready_called
from fairway.reviews.rules.templates import may_keep
from fairway.reviews.views.answering import attempt
from fairway.reviews.wording import Part, spoken
from fairway.ui.parts import Tab
from fairway.ui.saving import save
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]


@require_safe
def templates(request: Request) -> HttpResponse:
    _must_keep(request)
    rows = ReviewTemplate.objects.allowed(request.viewer).in_use().order_by("name", "pk")
    context = {"templates": rows[:200], "ready": READY}
    return render(request, "reviews/templates/list.html", context)


@require_safe
def template(request: Request, public_id: str) -> HttpResponse:
    """What it asks, as each audience sees it: its newest version, drafts included."""
    found = _find(request, public_id)
    version = found.versions.order_by("-number").whole().first()
    kind = request.GET.get("as", "")
    kind = kind if kind in SEEN_AS else CycleKind.Kind.MANAGER
    desk = desk_of(version, kind) if version else None
    context = {
        "template": found,
        "version": version,
        "desk": desk,
        "parts": ReviewForm(desk).parts() if desk else [],
        "minutes": minutes_for(version.questions_for(kind)) if version else 0,
        "tabs": [Tab(label, f"?as={one}", current=one == kind) for one, label in SEEN_AS.items()],
    }
    return render(request, "reviews/templates/template.html", context)


@require_http_methods(FORM)
def new_template(request: Request) -> HttpResponse:
    """An empty one, or a ready one to make one's own."""
    _must_keep(request)
    ready = ready_called(request.GET.get("from", ""))
    begun = spoken(ready) if ready else None
    return _write(request, None, list(begun.parts) if begun else [], begun)


@require_http_methods(FORM)
def edit_template(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id, "edit")
    return _write(request, found, begun_from(found), None)


@require_POST
def template_publishing(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id, "edit")
    act = partial(publish_template, found, actor=request.viewer)
    attempt(request, act, _("Published. New cycles can use it; those that run keep theirs."))
    return redirect(found)


@require_POST
def template_archiving(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id, "edit")
    act = partial(archive_template, found, actor=request.viewer)
    attempt(request, act, _("Archived. Cycles that use it keep it."))
    return redirect("reviews:templates")


@require_safe
def bank(request: Request) -> HttpResponse:
    _must_keep(request)
    rows = BankQuestion.objects.allowed(request.viewer).in_use().select_related("skill")
    context = {"questions": rows.order_by("theme", "pk")[:200]}
    return render(request, "reviews/templates/bank.html", context)


@require_http_methods(FORM)
def bank_question(request: Request, public_id: str = "") -> HttpResponse:
    """A new question of the bank, or one that is there."""
    _must_keep(request)
    rows = BankQuestion.objects.allowed(request.viewer, "edit")
    found = get_object_or_404(rows, public_id=public_id) if public_id else None
    form = QuestionForm(request.POST or None, question=found)

    def act(**_typed: Any) -> BankQuestion:
        return save_bank_question(found, actor=request.viewer, **form.said())

    if request.method == "POST" and save(form, act, row=found, now=form.now):
        say(request, _("Kept in the bank."))
        return redirect("reviews:bank")
    context = {"form": form, "question": found}
    return render(request, "reviews/templates/question.html", context, status=form.status)


@require_POST
def bank_archiving(request: Request, public_id: str) -> HttpResponse:
    rows = BankQuestion.objects.allowed(request.viewer, "edit")
    found = get_object_or_404(rows, public_id=public_id)
    act = partial(archive_bank_question, found, actor=request.viewer)
    attempt(request, act, _("Archived. Templates that took it over keep it."))
    return redirect("reviews:bank")


def _write(
    request: Request, found: ReviewTemplate | None, parts: list[Part], ready: Any
) -> HttpResponse:
    bank = BankQuestion.objects.allowed(request.viewer).in_use().select_related("skill")[:200]
    form = TemplateForm(
        request.POST or None, template=found, parts=parts, ready=ready, bank=list(bank)
    )

    def act(**_typed: Any) -> ReviewTemplate:
        return save_template(found, actor=request.viewer, **form.said())

    sends = request.method == "POST" and not form.adding
    if sends and (saved := save(form, act, row=found, now=form.now)):
        say(request, _("Kept as a draft. Publish it when it is ready."))
        return redirect(saved)
    context = {"form": form, "template": found}
    return render(request, "reviews/templates/form.html", context, status=form.status)


def _find(request: Request, public_id: str, verb: str = "view") -> Any:
    rows = ReviewTemplate.objects.allowed(request.viewer, verb).with_may(request.viewer, "edit")
    return get_object_or_404(rows, public_id=public_id)


def _must_keep(request: Request) -> None:
    if not may_keep(request.viewer):
        raise PermissionDenied
