"""A person's time: hours, days away, rota, and who stands in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.viewers import Request
from fairway.people.actions.absences import ask_absence, decide_absence, withdraw_absence
from fairway.people.actions.delegating import delegate, end_delegation
from fairway.people.actions.hours import set_hours
from fairway.people.actions.rota import import_calendar, import_table
from fairway.people.availability.hours import known_zone
from fairway.people.cards import remember_time
from fairway.people.days import organisation_day
from fairway.people.forms.time import (
    DAYS,
    AbsenceForm,
    CoverForm,
    HoursField,
    HoursForm,
    RotaForm,
    TeamRotaForm,
)
from fairway.people.models import (
    Absence,
    AvailabilityNorm,
    Delegation,
    Person,
    UnitChain,
    WorkingPattern,
)
from fairway.people.rota.shifts import MOST_BYTES
from fairway.people.views.acting import attempt, person_for, show_form, told
from fairway.people.views.person import find_person, page_of_person
from fairway.ui.toasts import say

VERBS = ("set_hours", "ask_absence", "plan_shifts", "delegate")
Act = Callable[[], Any]


@require_safe
def time(request: Request, public_id: str) -> HttpResponse:
    person = find_person(request, public_id, *VERBS)
    if not person.may_view_hours:  # type: ignore[attr-defined]
        raise Http404
    today = organisation_day()
    patterns = list(person.working_patterns.from_day(today).order_by("valid_from"))
    pattern = next((one for one in patterns if one.valid_from <= today), None)
    absences = list(_absences_of(request, person, today))
    remember_time(request.viewer, person, pattern, absences)
    context = {
        **page_of_person(request, person, current="time"),
        "weeks": readable(pattern) if pattern else [],
        "pattern": pattern,
        "upcoming": next((one for one in patterns if one.valid_from > today), None),
        "absences": absences,
        "norm": norm_of(person),
        "covers": cover_of(person),
        "shifts": [one.in_words(known_zone(person)) for one in _shifts_ahead(person)],
        "absence_form": AbsenceForm(),
        "cover_form": CoverForm(viewer=request.viewer, initial={"valid_from": today}),
        "rota_form": RotaForm(),
    }
    return render(request, "people/time.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: Request, public_id: str) -> HttpResponse:
    person = person_for(request, public_id, "set_hours")
    today = organisation_day()
    pattern = person.working_patterns.on(today).order_by("-valid_from").first()
    asked = request.POST.get("weeks") or request.GET.get("weeks") or ""
    weeks = (
        int(asked) if asked.isdecimal() and len(asked) < 4 else len(pattern.weeks) if pattern else 1
    )
    form = HoursForm(request.POST or None, weeks=weeks, initial=_initial(pattern, today))

    def act() -> WorkingPattern:
        return set_hours(person, actor=request.viewer, **form.said())

    done, status = attempt(form, act) if request.method == "POST" else (None, 200)
    if done:
        say(request, _("Your hours are saved.") if person == request.viewer else _("Saved."))
        return redirect("people:time", person.public_id)
    return show_form(request, "people/hours.html", form, status, person=person)


@require_POST
def absences(request: Request, public_id: str) -> HttpResponse:
    person = person_for(request, public_id, "ask_absence")
    form = AbsenceForm(request.POST)
    done, status = attempt(
        form, lambda: ask_absence(person, actor=request.viewer, **form.cleaned_data)
    )
    if done:
        agreed = done.state == Absence.State.AGREED
        say(
            request,
            _("The days are entered.") if agreed else _("Asked. You hear when it is agreed."),
        )
        return redirect("people:time", person.public_id)
    return show_form(request, "people/absence.html", form, status, person=person)


@require_safe
def absence(request: Request, public_id: str) -> HttpResponse:
    """One request, for whom it waits and for whom it concerns; with who else is away then."""
    rows = Absence.objects.allowed(request.viewer).with_may(request.viewer, "decide", "edit")
    found = get_object_or_404(rows.select_related("person", "decided_by"), public_id=public_id)
    return render(
        request, "people/one_absence.html", {"absence": found, "others": also_away(found)}
    )


@require_POST
def decision(request: Request, public_id: str) -> HttpResponse:
    absence = _absence(request, public_id, "decide")
    agree = request.POST.get("agree") == "yes"
    told(
        request,
        lambda: decide_absence(absence, actor=request.viewer, agree=agree),
        _("Agreed.") if agree else _("Declined."),
    )
    return redirect("shell:home")


@require_POST
def withdrawal(request: Request, public_id: str) -> HttpResponse:
    absence = _absence(request, public_id, "edit")
    told(
        request,
        lambda: withdraw_absence(absence, actor=request.viewer),
        _("The days are taken back."),
    )
    return redirect("people:time", absence.person.public_id)


@require_POST
def rota(request: Request, public_id: str) -> HttpResponse:
    person = person_for(request, public_id, "plan_shifts")
    form = RotaForm(request.POST, request.FILES)

    def act() -> int:
        file = form.cleaned_data["rota"]
        return import_calendar(
            person, actor=request.viewer, content=_content(file), source=file.name
        )

    count, status = attempt(form, act)
    if count:
        words = ngettext("%(count)s shift is planned.", "%(count)s shifts are planned.", count)
        say(request, words % {"count": count})
        return redirect("people:time", person.public_id)
    return show_form(request, "people/rota.html", form, status, person=person)


@require_http_methods(["GET", "HEAD", "POST"])
def team_rota(request: Request) -> HttpResponse:
    """One table for many: whoever plans shifts."""
    form = TeamRotaForm(request.POST or None, request.FILES or None)

    def act() -> dict[Person, int]:
        file = form.cleaned_data["rota"]
        return import_table(actor=request.viewer, content=_content(file), source=file.name)

    done, status = attempt(form, act) if request.method == "POST" else (None, 200)
    if done:
        words = ngettext(
            "Planned for %(count)s person.", "Planned for %(count)s people.", len(done)
        )
        say(request, words % {"count": len(done)})
        return redirect("people:directory")
    return show_form(request, "people/team_rota.html", form, status)


@require_POST
def cover(request: Request, public_id: str) -> HttpResponse:
    away = person_for(request, public_id, "delegate")
    form = CoverForm(request.POST, viewer=request.viewer)
    done, status = attempt(form, lambda: delegate(away, actor=request.viewer, **form.cleaned_data))
    if done:
        say(request, _("%(name)s stands in.") % {"name": done.deputy.name})
        return redirect("people:time", away.public_id)
    return show_form(request, "people/cover.html", form, status, person=away)


@require_POST
def cover_end(request: Request, public_id: str) -> HttpResponse:
    mine = Delegation.objects.allowed(request.viewer, "end").select_related("away")
    delegation = get_object_or_404(mine, public_id=public_id)
    away = delegation.away
    told(
        request,
        lambda: end_delegation(delegation, actor=request.viewer),
        _("Nobody stands in any more."),
    )
    return redirect("people:time", away.public_id) if away == request.viewer else redirect(away)


def readable(pattern: WorkingPattern) -> list[list[tuple[Any, str]]]:
    """Each week as days with their hours in words."""
    field = HoursField()
    return [
        [
            (DAYS[number], field.prepare_value([tuple(span) for span in day]))
            for number, day in enumerate(week)
        ]
        for week in pattern.weeks
    ]


def norm_of(person: Person) -> AvailabilityNorm | None:
    """The role's norm, else that of the nearest unit above."""
    at = person.assignment
    if at is None:
        return None
    depth = UnitChain.objects.filter(below=at.unit_id, above=OuterRef("unit")).values("depth")[:1]
    above = UnitChain.objects.filter(below=at.unit_id).values("above")
    fitting = Q(unit__in=above, job_profile=None)
    if at.job_profile_id:
        fitting |= Q(job_profile=at.job_profile_id, unit=None)
    norms = AvailabilityNorm.objects.filter(fitting).annotate(depth=Subquery(depth))
    nearest = norms.select_related("unit", "job_profile")
    return nearest.order_by(F("depth").asc(nulls_first=True)).first()


def also_away(absence: Absence) -> list[Absence]:
    """Who of the same team is away at the same time, as everybody may know."""
    at = absence.person.assignment
    manager = at.manager_id if at else None
    if manager is None:
        return []
    team = Absence.objects.filter(
        state=Absence.State.AGREED,
        person__assignment__manager=manager,
        person__active=True,
        from_on__lt=absence.until_on,
        until_on__gt=absence.from_on,
    )
    return list(team.exclude(person=absence.person_id).select_related("person")[:20])


def cover_of(person: Person) -> list[Delegation]:
    today = organisation_day()
    given = Delegation.objects.filter(away=person, valid_until__gt=today)
    covers = list(given.select_related("deputy").order_by("valid_from"))
    prefetch_related_objects(covers, "verbs")
    return covers


def _shifts_ahead(person: Person) -> Any:
    return person.shifts.filter(ends_at__gt=timezone.now()).order_by("starts_at")[:7]


def _absences_of(request: Request, person: Person, today: date) -> Any:
    rows = Absence.objects.allowed(request.viewer).with_may(request.viewer, "decide", "edit")
    ahead = rows.filter(person=person, until_on__gt=today)
    return ahead.exclude(state=Absence.State.WITHDRAWN).order_by("from_on", "pk")


def _absence(request: Request, public_id: str, verb: str) -> Absence:
    rows = Absence.objects.allowed(request.viewer, verb).select_related("person")
    return get_object_or_404(rows, public_id=public_id)


def _initial(pattern: WorkingPattern | None, today: Any) -> dict[str, Any]:
    initial: dict[str, Any] = {"valid_from": today, "first_week_on": today}
    for week, days in enumerate(pattern.weeks if pattern else []):
        for day, spans in enumerate(days):
            initial[f"day_{week}_{day}"] = [tuple(span) for span in spans]
    return initial


def _content(file: Any) -> bytes:
    """No more than a rota can be: the reader refuses what is larger."""
    return file.read(MOST_BYTES + 1)
