"""Proposing a template to everybody it is meant for, in the background, also in each new period."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.jobs.context import GiveUp, JobContext
from fairway.foundation.jobs.declaring import stepwise
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.models import Job
from fairway.foundation.refusal import Refusal
from fairway.foundation.versions import next_version
from fairway.goals.actions.creating import not_over
from fairway.goals.actions.templates import propose_to, without_it
from fairway.goals.models import GoalTemplate
from fairway.people.days import organisation_day
from fairway.strategy.models import Period

AT_ONCE = 50


class NobodyNew(Refusal):
    code = "nobody_new"

    def __init__(self) -> None:
        super().__init__(_("Everybody it is meant for has it for this period already."))


@transaction.atomic
def assign_later(
    template: GoalTemplate, *, actor: Any, period: Period, version: int | None = None
) -> Job:
    template = claim(template, actor=actor, verb="edit")
    next_version(template, version)
    if not without_it(template, not_over(period), actor).exists():
        raise NobodyNew
    template.save()
    record("goals.template_assigned", actor=actor, subject=template, about=actor)
    return _ask(template, period, actor, f"{template.version}")


@stepwise(label=_("Proposing goals"))
def assign_template(context: JobContext, template: str, period: str) -> dict[str, str]:
    """In steps: whoever has it already, from this or another run, is passed over."""
    found = GoalTemplate.objects.get(public_id=template)
    of = Period.objects.get(public_id=period)
    waiting = without_it(found, of, context.owner).order_by("pk")
    done = context.job.done_parts or 0
    total = done + waiting.count()
    try:
        while some := list(waiting[:AT_ONCE]):
            done += len(some)
            with context.step(cursor=some[-1].pk, done=done, of=max(total, done)):
                propose_to(found, some, actor=context.owner, period=of)
    except Refusal as refusal:
        raise GiveUp(str(refusal)) from refusal
    return {"next": found.get_absolute_url()}


def assign_anew() -> int:
    """What is to be proposed in each period, to whoever does not have it in the one that runs."""
    today = organisation_day()
    recurring = GoalTemplate.objects.in_use().exclude(every="").select_related("created_by")
    open_now = {one.kind: one for one in Period.objects.open().around(today)}
    asked = 0
    for template in recurring:
        period, actor = open_now.get(template.every), template.created_by
        if period and actor.active and without_it(template, period, actor).exists():
            _ask(template, period, actor, today.isoformat())
            asked += 1
    return asked


def _ask(template: GoalTemplate, period: Period, actor: Any, stamp: str) -> Job:
    return enqueue(
        assign_template,
        key=f"goals.template:{template.public_id}:{period.public_id}:{stamp}",
        owner=actor,
        template=template.public_id,
        period=period.public_id,
    )
