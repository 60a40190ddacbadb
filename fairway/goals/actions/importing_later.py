"""Writing a list of goals in the background, and taking it back while nobody has used it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.foundation.jobs.context import JobContext
from fairway.foundation.jobs.declaring import stepwise
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.refusal import Refusal
from fairway.foundation.versions import next_version
from fairway.goals.actions.importing import apply_goals, ready
from fairway.goals.actions.rolling import recompute
from fairway.goals.models import Goal, GoalComment, KeyResult, ProgressUpdate, Task
from fairway.goals.models.importing import GoalImport

State = GoalImport.State
ATTEMPTS = 3


class InUse(Refusal):
    code = "in_use"

    def __init__(self, count: int) -> None:
        super().__init__(
            ngettext_lazy(
                "%(n)s of these goals has been agreed to, told of or built upon. Nothing was "
                "taken back; close what is not wanted.",
                "%(n)s of these goals have been agreed to, told of or built upon. Nothing was "
                "taken back; close what is not wanted.",
                count,
            ),
            n=count,
        )


@transaction.atomic
def apply_later(
    batch: GoalImport, *, actor: Any, skip_errors: bool = False, version: int | None = None
) -> GoalImport:
    """Looked through once more at once, so that what is to be put right is said on the page."""
    batch = claim(batch, actor=actor, verb="apply")
    next_version(batch, version)
    ready(batch, actor, skip_errors)
    batch.state, batch.skip_errors, batch.refusal = State.IMPORTING, skip_errors, ""
    key = f"goals.import:{batch.public_id}:{batch.version}"
    batch.job = enqueue(import_goals, key=key, owner=actor, batch=batch.public_id).public_id
    batch.save()
    return batch


@stepwise(label=_("Bringing goals in"), max_attempts=ATTEMPTS)
def import_goals(context: JobContext, batch: str) -> None:
    found = GoalImport.objects.get(public_id=batch)
    if found.state != State.IMPORTING:
        return  # written before the worker was killed, or discarded meanwhile
    context.progress(0, len(found.items))
    try:
        apply_goals(found, actor=context.owner, skip_errors=found.skip_errors)
    except (Refusal, PermissionDenied) as refusal:
        _back_to_review(found, refusal)


@transaction.atomic
def undo_goals(batch: GoalImport, *, actor: Any) -> GoalImport:
    """All of it or nothing, and only while nobody has done anything with what it made."""
    batch = claim(batch, actor=actor, verb="undo")
    goals = Goal.objects.filter(imported_as__batch=batch, imported_as__result=None)
    results = KeyResult.objects.filter(imported_as__batch=batch)
    used = _used(goals).count() + _told_of(results.exclude(goal__in=goals)).count()
    if used:
        raise InUse(used)
    kept = list(Goal.objects.filter(results__in=results).exclude(pk__in=goals).distinct())
    results.delete()
    _delete(goals, actor)
    for goal in kept:
        recompute(goal)
    batch.state, batch.finished_at = State.UNDONE, timezone.now()
    batch.version += 1
    batch.save()
    record("goals.import_undone", actor=actor, subject=batch, about=actor)
    return batch


def _back_to_review(batch: GoalImport, refusal: Refusal | PermissionDenied) -> None:
    """Something changed between looking through and writing."""
    with transaction.atomic():
        batch = lock(batch)
        if batch.state != State.IMPORTING:
            return
        words = refusal.messages if isinstance(refusal, Refusal) else []
        batch.state, batch.refusal = State.REVIEW, " ".join(str(one) for one in words)
        batch.version += 1
        batch.save()


def _used(goals: QuerySet[Goal]) -> QuerySet[Goal]:
    here = {"goal": OuterRef("pk")}
    built_upon = Goal.objects.filter(parent=OuterRef("pk")).exclude(pk__in=goals.values("pk"))
    return goals.filter(
        Q(agreed_at__isnull=False)
        | Q(closed_at__isnull=False)
        | Q(Exists(ProgressUpdate.objects.filter(**here)))
        | Q(Exists(GoalComment.objects.filter(**here)))
        | Q(Exists(Task.objects.filter(**here)))
        | Q(Exists(built_upon))
    )


def _told_of(results: QuerySet[KeyResult]) -> QuerySet[KeyResult]:
    """Key results that were added to a goal that was here before."""
    told = ProgressUpdate.objects.filter(result=OuterRef("pk"))
    return results.filter(Q(goal__agreed_at__isnull=False) | Q(Exists(told)))


def _delete(goals: QuerySet[Goal], actor: Any) -> None:
    listed = list(goals.select_related("owner"))
    for goal in listed:
        record("goals.deleted", actor=actor, subject=goal, about=goal.owner)
    doomed = Goal.objects.filter(pk__in=[goal.pk for goal in listed])
    doomed.update(parent=None, parent_result=None)
    doomed.delete()
