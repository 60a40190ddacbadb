"""What this room keeps of a person: handed out to them, or overwritten for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from fairway.goals.models import (
    Goal,
    GoalChange,
    GoalComment,
    GoalDecision,
    GoalReviewLine,
    GoalView,
    KeyResult,
    Milestone,
    ProgressUpdate,
    Task,
    Tracker,
)
from fairway.people.models import Person

GONE = "—"


def export(person: Person) -> Iterator[dict[str, Any]]:
    for goal in Goal.objects.filter(owner=person).select_related("period"):
        yield {
            "kind": "goal",
            "title": goal.title,
            "why": goal.why,
            "period": goal.period.name,
            "state": goal.state,
            "percent": goal.percent,
            "outcome": goal.outcome,
            "reflection": goal.reflection,
            "helps": goal.contributes_how,
            "key_results": [
                {"title": one.title, "way": str(one.way), "value": one.current_said}
                for one in goal.results.in_use()
            ],
        }
    for update in ProgressUpdate.objects.filter(by=person).exclude(note="", status=""):
        yield {"kind": "update", "at": update.at, "status": update.status, "note": update.note}
    for comment in GoalComment.objects.filter(by=person, removed_at=None):
        yield {"kind": "comment", "at": comment.at, "body": comment.body}
    said = Q(by=person) | Q(review__person=person)
    for line in GoalReviewLine.objects.filter(said).select_related("goal", "by"):
        yield {
            "kind": "goal_review",
            "goal": line.goal.title if line.goal.owner_id == person.pk else "",
            "by": line.by.name,
            "at": line.at,
            "verdict": line.verdict,
            "words": line.words,
        }
    for one in GoalDecision.objects.filter(review__person=person).select_related("goal"):
        yield {
            "kind": "goal_decision",
            "goal": one.goal.title,
            "verdict": one.verdict,
            "words": one.words,
        }
    for task in Task.objects.filter(owner=person):
        yield {"kind": "task", "title": task.title, "due": task.due_on, "done": task.done_at}
    for tracker in Tracker.objects.filter(kept_by=person):
        yield {"kind": "tracker", "name": tracker.name, "tracker": tracker.kind}
    for view in GoalView.objects.filter(owner=person):
        yield {"kind": "view", "name": view.name, "address": view.get_absolute_url()}


@transaction.atomic
def erase(person: Person) -> int:
    """The numbers stay where they are added up; the person's words go. Only for who has left."""
    if Person.objects.filter(pk=person.pk, active=True).exists():
        return 0
    now, theirs = timezone.now(), Goal.objects.filter(owner=person)
    results = KeyResult.objects.filter(goal__in=theirs)
    gone = Milestone.objects.filter(result__in=results).update(title=GONE)
    gone += results.update(title=GONE)
    told = Q(by=person) | Q(goal__in=theirs)
    gone += ProgressUpdate.objects.filter(told).update(note="", evidence_url="")
    gone += GoalComment.objects.filter(told).update(body="", removed_at=now)
    changed = Q(proposed_by=person) | Q(goal__in=theirs)
    gone += GoalChange.objects.filter(changed).update(reason=GONE, answer="", changes={})
    tasks = Task.objects.filter(Q(owner=person) | Q(goal__in=theirs))
    gone += tasks.update(title=GONE, tracker_url="")
    gone += Tracker.objects.filter(kept_by=person).delete()[0]
    reviewed = GoalReviewLine.objects.filter(Q(by=person) | Q(review__person=person))
    gone += reviewed.update(words="")
    gone += GoalDecision.objects.filter(review__person=person).update(words="")
    gone += GoalView.objects.filter(owner=person).delete()[0]
    return gone + theirs.update(title=GONE, why="", reflection="", contributes_how="")
