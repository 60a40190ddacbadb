"""What is asked, in which teams, how often, and at which hour of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.conversations.actions.checkins_opening import follow, plan_check_ins
from fairway.conversations.actions.checkins_refused import (
    NoQuestions,
    OnceOnly,
    TemplateInUse,
    TemplateTaken,
)
from fairway.conversations.checkins_standard import NAME, Asked, standard_questions
from fairway.conversations.models import (
    CheckInHour,
    CheckInQuestion,
    CheckInRhythm,
    CheckInTemplate,
)
from fairway.conversations.rules.checkins import claim_to_keep_templates
from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.languages import Texts
from fairway.foundation.text import clean_name
from fairway.foundation.versions import next_version
from fairway.people.models import OrgUnit, Person

Kind = CheckInQuestion.Kind


@transaction.atomic
def save_template(
    template: CheckInTemplate | None,
    *,
    actor: Any,
    name: str,
    questions: Sequence[Asked],
    version: int | None = None,
) -> CheckInTemplate:
    """A question whose words change makes way for another: what was answered keeps its question.

    Check-ins that are open keep asking what they asked.
    """
    claim_to_keep_templates(actor)
    if template is None:
        template = CheckInTemplate()
    else:
        template = claim(template, actor=actor, verb="edit")
        next_version(template, version)
    template.name = clean_name(name)
    taken = CheckInTemplate.objects.in_use().filter(name__iexact=template.name)
    if taken.exclude(pk=template.pk).exists():
        raise TemplateTaken(template.name)
    _check(questions)
    template.save()
    _ask(template, questions)
    record("conversations.check_in_template_saved", actor=actor, subject=template)
    return template


@transaction.atomic
def archive_template(template: CheckInTemplate, *, actor: Any) -> CheckInTemplate:
    template = claim(template, actor=actor, verb="edit")
    rhythms = CheckInRhythm.objects.filter(template=template).exclude(every_weeks=0)
    if units := list(rhythms.select_related("unit").order_by("unit__name")[:5]):
        raise TemplateInUse(", ".join(one.unit.name for one in units))
    template.archived_at = timezone.now()
    template.version += 1
    template.save(update_fields=["archived_at", "version"])
    record("conversations.check_in_template_archived", actor=actor, subject=template)
    return template


@transaction.atomic
def set_rhythm(
    unit: OrgUnit,
    *,
    actor: Any,
    template: CheckInTemplate | None = None,
    every_weeks: int,
    weekday: int,
    at: time,
    anchor_on: date | None = None,
    version: int | None = None,
) -> CheckInRhythm:
    """For the unit and all below it that say nothing else. Without a template: the standard one."""
    unit = claim(unit, actor=actor, verb="set_check_ins")
    rhythm = CheckInRhythm.objects.select_for_update().filter(unit=unit).first()
    if rhythm is None:
        rhythm = CheckInRhythm(unit=unit)
    else:
        next_version(rhythm, version)
    rhythm.template = template or standard_template()
    rhythm.every_weeks, rhythm.weekday, rhythm.at = every_weeks, weekday, at
    rhythm.anchor_on = anchor_on or rhythm.anchor_on
    rhythm.save()
    record("conversations.check_in_rhythm_set", actor=actor, subject=rhythm)
    _plan_anew(rhythm)
    return rhythm


@transaction.atomic
def drop_rhythm(unit: OrgUnit, *, actor: Any) -> None:
    """The unit goes by that of the one above it again."""
    unit = claim(unit, actor=actor, verb="set_check_ins")
    rhythm = CheckInRhythm.objects.select_for_update().filter(unit=unit).first()
    if rhythm is None:
        return
    record("conversations.check_in_rhythm_dropped", actor=actor, subject=rhythm, unit=unit.pk)
    _plan_anew(rhythm, dropped=True)
    rhythm.delete()


@transaction.atomic
def set_hour(person: Person, *, actor: Any, weekday: int, at: time) -> CheckInHour:
    """Their own day and hour, whatever their team's."""
    person = claim(person, actor=actor, verb="set_check_in_hour")
    hour, _made = CheckInHour.objects.update_or_create(
        person=person, defaults={"weekday": weekday, "at": at}
    )
    record("conversations.check_in_hour_set", actor=actor, subject=person)
    follow([person.pk])
    return hour


@transaction.atomic
def forget_hour(person: Person, *, actor: Any) -> None:
    """Their team's day and hour again."""
    person = claim(person, actor=actor, verb="set_check_in_hour")
    if CheckInHour.objects.filter(person=person).delete()[0]:
        record("conversations.check_in_hour_set", actor=actor, subject=person)
        follow([person.pk])


def standard_template() -> CheckInTemplate:
    """The one that is there, else one with the questions that everybody begins with."""
    first = CheckInTemplate.objects.in_use().order_by("pk").first()
    if first is not None:
        return first
    template = CheckInTemplate.objects.create(name=str(NAME))
    _ask(template, standard_questions())
    return template


def _plan_anew(rhythm: CheckInRhythm, *, dropped: bool = False) -> None:
    key = f"check-in-rhythm:{rhythm.pk}:{rhythm.version}{':dropped' if dropped else ''}"
    enqueue(plan_check_ins, key=key, unit=rhythm.unit_id)


def _check(questions: Sequence[Asked]) -> None:
    if not questions:
        raise NoQuestions
    kinds = [one.kind for one in questions]
    for kind in CheckInQuestion.ONCE:
        if kinds.count(kind) > 1:
            raise OnceOnly(Kind(kind).label)


def _ask(template: CheckInTemplate, questions: Sequence[Asked]) -> None:
    """Those that say the same stay as they are, in their new order."""
    now = timezone.now()
    known = {_said(one): one for one in template.questions.in_use()}
    wanted = {_said(one): (rank, one) for rank, one in enumerate(questions)}
    gone = [one.pk for said, one in known.items() if said not in wanted]
    CheckInQuestion.objects.filter(pk__in=gone).update(retired_at=now)
    for said, (rank, one) in wanted.items():
        if said in known:
            CheckInQuestion.objects.filter(pk=known[said].pk).update(rank=rank)
            continue
        CheckInQuestion.objects.create(
            template=template,
            rank=rank,
            kind=Kind(one.kind),
            wording=Texts.of(one.wording).required(),
            low=Texts.of(one.low),
            high=Texts.of(one.high),
            monthly=one.monthly,
            promise=one.promise,
            since=now,
        )


def _said(one: Any) -> tuple[object, ...]:
    """What makes two questions the same to whoever answers them."""
    words = (tuple(sorted(Texts.of(text).items())) for text in (one.wording, one.low, one.high))
    return (str(one.kind), *words, one.monthly, one.promise)
