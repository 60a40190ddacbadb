"""Items of a tracker become tasks under the goals they name; told again, they are brought up to
date. A tracker writes only where its keeper may."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from fairway.foundation.access import claim
from fairway.foundation.events import SYSTEM, record
from fairway.goals.actions.tasks import next_rank, room_under
from fairway.goals.linking.items import OPEN, TODO, Item
from fairway.goals.linking.reading import read_items, read_sent
from fairway.goals.models import Goal, KeyResult, Task, Tracker

CHANGING = [
    "title",
    "result",
    "tracker_url",
    "told_at",
    "due_on",
    "begun_at",
    "done_at",
    "version",
]
Targets = dict[int, KeyResult | None]  # goals by key, and which of their key results


@dataclass(slots=True)
class Linked:
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    unmatched: int = 0  # they name no goal that the keeper works on
    left: int = 0  # not understood
    no_room: int = 0

    @property
    def in_words(self) -> str:
        said = [_("%(added)s added, %(changed)s changed, %(unchanged)s as before")]
        if self.unmatched:
            said.append(_("%(unmatched)s without a goal of yours"))
        if self.left:
            said.append(_("%(left)s not understood"))
        if self.no_room:
            said.append(_("%(no_room)s found no room under their goal"))
        counts = {name: getattr(self, name) for name in self.__slots__}
        return "; ".join(said) % counts


def link_list(tracker: Tracker, text: str, *, actor: Any) -> Linked:
    """A list that its keeper brings. Refused as a whole, or read item by item."""
    found = read_items(text)
    return _link(tracker, found.items, actor=actor, left=len(found.problems))


def take_in(tracker: Tracker, body: str, *, event: bool = False) -> Linked | None:
    """What a tracker sent is linked or, in words, why not; it remembers either."""
    try:
        found = read_sent(tracker.kind, body, event=event)
        if not found.items and not found.problems:
            return _heard(tracker)
        linked = _link(tracker, found.items, actor=SYSTEM, left=len(found.problems))
    except ValidationError as refusal:
        tracker.failure = " ".join(refusal.messages)[:400]
        _remember(tracker, failure=tracker.failure, last_run_at=timezone.now())
        return None
    return linked


def _heard(tracker: Tracker) -> Linked:
    """It tells of something that is no item, as it does when it is set up."""
    said, now = tracker.said or _("nothing yet, it is connected"), timezone.now()
    _remember(tracker, said=said, failure="", last_run_at=now, last_good_at=now)
    return Linked()


def _link(tracker: Tracker, items: Sequence[Item], *, actor: Any, left: int = 0) -> Linked:
    """Each goal in a transaction of its own: whoever tells how goals go locks them from the
    deepest upwards, and a list names them in any order. What is sent again goes on where it was."""
    with transaction.atomic():
        tracker = claim(tracker, actor=actor, verb="edit")
    if not tracker.kept_by.active:
        raise PermissionDenied
    linked = Linked(left=left)
    targets = _targets(tracker, items)
    by_goal: dict[int, list[tuple[Item, KeyResult | None]]] = defaultdict(list)
    for item in items:
        linked.unmatched += not targets[item.ref]
        for key, result in targets[item.ref].items():
            by_goal[key].append((item, result))
    for goal in Goal.objects.filter(pk__in=by_goal).order_by("pk"):
        try:
            _link_under(goal, tracker, by_goal[goal.pk], linked, actor)
        except PermissionDenied:  # closed or given away a moment ago
            linked.unmatched += len(by_goal[goal.pk])
    now = timezone.now()
    said = linked.in_words[:300]
    _remember(tracker, said=said, failure="", last_run_at=now, last_good_at=now)
    return linked


def _remember(tracker: Tracker, **how_it_went: Any) -> None:
    """Nothing, where its keeper took it away meanwhile."""
    Tracker.objects.filter(pk=tracker.pk).update(**how_it_went)


def _targets(tracker: Tracker, items: Sequence[Item]) -> Mapping[str, Targets]:
    """Named by id in the item, meant by a rule, or where it stands already."""
    writable = Goal.objects.allowed(tracker.kept_by, "update").order_by()
    ids = {one for item in items for one in item.ids}
    goals = dict(writable.filter(public_id__in=ids).values_list("public_id", "pk"))
    results = KeyResult.objects.in_use().filter(public_id__in=ids, goal__in=writable)
    by_id = {result.public_id: result for result in results}
    rules: dict[str, list[tuple[int, KeyResult | None]]] = defaultdict(list)
    kept = Q(result=None) | Q(result__removed_at=None)
    for rule in tracker.rules.filter(kept, goal__in=writable).select_related("result"):
        rules[rule.folded].append((rule.goal_id, rule.result))
    standing = _standing(tracker, items, writable)
    found: dict[str, Targets] = {}
    for item in items:
        meant: Targets = dict(standing.get(item.ref, {}))
        for mark in sorted(item.marks):
            meant.update(rules.get(mark, ()))
        meant |= {goals[one]: meant.get(goals[one]) for one in item.ids if one in goals}
        meant |= {by_id[one].goal_id: by_id[one] for one in item.ids if one in by_id}
        found[item.ref] = meant
    return found


def _standing(tracker: Tracker, items: Sequence[Item], writable: Any) -> Mapping[str, Targets]:
    refs = [item.ref for item in items]
    rows = Task.objects.filter(tracker=tracker.kind, tracker_ref__in=refs, goal__in=writable)
    found: dict[str, Targets] = defaultdict(dict)
    for task in rows.select_related("result"):
        found[task.tracker_ref][task.goal_id] = task.result
    return found


@transaction.atomic
def _link_under(
    goal: Goal,
    tracker: Tracker,
    wanted: Sequence[tuple[Item, KeyResult | None]],
    linked: Linked,
    actor: Any,
) -> None:
    goal = claim(goal, actor=tracker.kept_by, verb="update")
    refs = [item.ref for item, _result in wanted]
    rows = goal.tasks.filter(tracker=tracker.kind, tracker_ref__in=refs)
    known = {task.tracker_ref: task for task in rows}
    room, rank, now = room_under(goal), next_rank(goal), timezone.now()
    new: list[Task] = []
    changed: list[Task] = []
    for item, result in wanted:
        task = known.get(item.ref)
        if task is None and len(new) < room:
            fresh = Task(goal=goal, tracker=tracker.kind, tracker_ref=item.ref)
            fresh.rank = rank + len(new)
            _brought_up_to_date(fresh, item, result, now)
            new.append(fresh)
        elif task is None:
            linked.no_room += 1
        elif _brought_up_to_date(task, item, result, now):
            task.version += 1
            changed.append(task)
        else:
            linked.unchanged += 1
    Task.objects.bulk_create(new)
    Task.objects.bulk_update(changed, CHANGING, batch_size=100)
    linked.added += len(new)
    linked.changed += len(changed)
    if new or changed:
        counts = {"tracker": tracker.pk, "added": len(new), "changed": len(changed)}
        record("goals.tasks_linked", actor=actor, subject=goal, about=goal.owner, **counts)


def _brought_up_to_date(task: Task, item: Item, result: KeyResult | None, now: Any) -> bool:
    """Whether anything is different. Who does it here, nobody outside decides."""
    if item.told_at and task.told_at and item.told_at < task.told_at:
        return False  # it came late, or is a copy of what was sent before
    before = _held(task)
    task.told_at = item.told_at or task.told_at
    task.title, task.result = item.title, result
    task.tracker_url = item.url or task.tracker_url
    task.due_on = item.due_on or task.due_on
    if item.stage == OPEN and task.done_at:
        task.stand_at(TODO, now)
    elif item.stage and item.stage != OPEN:
        task.stand_at(item.stage, now)
    return _held(task) != before


def _held(task: Task) -> tuple[Any, ...]:
    return (task.title, task.result_id, task.tracker_url, task.due_on, task.stage)
