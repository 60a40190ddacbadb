"""Words about a goal. Whoever is named in them with an @ hears of it, if they may see the goal."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import can, claim
from fairway.foundation.events import record
from fairway.foundation.text import clean_text, fold
from fairway.goals.actions.refusals import WordsMissing
from fairway.goals.models import Goal, GoalComment
from fairway.people.finding import named
from fairway.people.models import Person

NAMED = re.compile(r"@([^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3})")
MOST_NAMED = 10


@transaction.atomic
def comment_on(goal: Goal, *, actor: Person, body: str) -> GoalComment:
    goal = claim(goal, actor=actor, verb="comment")
    body = clean_text(body).strip()
    if not body:
        raise WordsMissing("body")
    comment = goal.comments.create(by=actor, at=timezone.now(), body=body)
    told = [one for one in people_named(goal, actor, body) if can(one, "view", goal)]
    for person in told:
        comment.mentions.create(person=person)
    record("goals.commented", actor=actor, subject=goal, about=goal.owner, comment=comment.pk)
    if told:
        record("goals.mentioned", actor=actor, subject=goal, about=goal.owner, comment=comment.pk)
    return comment


@transaction.atomic
def take_back_comment(comment: GoalComment, *, actor: Person) -> GoalComment:
    """Its words go; that something was said stays."""
    comment = claim(comment, actor=actor, verb="remove")
    comment.body, comment.removed_at = "", timezone.now()
    comment.save(update_fields=["body", "removed_at"])
    comment.mentions.all().delete()
    record("goals.comment_removed", actor=actor, subject=comment.goal, about=comment.goal.owner)
    return comment


def people_named(goal: Goal, actor: Person, body: str) -> list[Person]:
    """By their full name; by the first alone whoever has to do with the goal."""
    found: dict[int, Person] = {}
    for match in list(NAMED.finditer(body))[:MOST_NAMED]:
        person = _person_called(match[1], goal, actor)
        if person is not None and person != actor:
            found[person.pk] = person
    return list(found.values())


def _person_called(words: str, goal: Goal, actor: Person) -> Person | None:
    """The longest run of words that is one person's name."""
    parts = [word.rstrip(".") for word in words.split()]
    for number in range(len(parts), 1, -1):
        wanted = fold(" ".join(parts[:number]))
        people = Person.objects.allowed(actor).filter(named(wanted), active=True)[:20]
        same = [one for one in people if fold(one.name) == wanted]
        if len(same) == 1:
            return same[0]
    near = [one for one in _concerned(goal) if fold(one.called) == fold(parts[0])]
    return near[0] if len(near) == 1 else None


def _concerned(goal: Goal) -> set[Person]:
    owner = goal.owner
    manager = owner.assignment.manager if owner and owner.assignment else None
    spoke = Person.objects.filter(goal_comments__goal=goal, active=True).distinct()
    return {one for one in (owner, manager, goal.responsible, *spoke) if one and one.active}
