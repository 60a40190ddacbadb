"""Telling progress from a mail: a link for one person and one goal, with a form behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation import maillinks
from fairway.foundation.access import can
from fairway.goals.actions.reminding import due
from fairway.goals.actions.updating import tell_progress
from fairway.goals.forms.telling import UpdateForm
from fairway.goals.models import Goal, ProgressUpdate
from fairway.people.models import Person

TELL = "goals.tell"
MOST = 5
TO_ALL = Goal.Visibility.COMPANY


def offers(person: Person) -> Iterator[tuple[str, str]]:
    """A line of the digest for each update that is owed, where mail may name the goal."""
    theirs = Q(owner=person) | Q(owner=None, responsible=person)
    goals = due().filter(theirs, visibility=TO_ALL).order_by("next_update_on", "pk")
    for goal in goals[:MOST]:
        link = maillinks.make_link(TELL, person=person, obj=goal)
        words = _now("Tell from here how “%(goal)s” goes, without signing in")
        yield words % {"goal": goal.title}, maillinks.url_of(link)


def ask(goal: Goal, data: Any, *, person: Person) -> UpdateForm:
    """The form of an update, for who may still tell of it. It names nothing of a private goal."""
    if goal.visibility != TO_ALL or not can(person, "update", goal):
        raise PermissionDenied
    form = UpdateForm(goal, data)
    form.order_fields([part.name for part in form.parts])  # on a phone the values come first
    return form


@maillinks.acts(TELL, Goal, label=_("Tell how it goes"), explains=lambda goal: goal.title, asks=ask)
def tell(goal: Goal, *, actor: Person, form: UpdateForm) -> ProgressUpdate:
    names = ("status", "confidence", "note", "evidence_url")
    said = {name: form.cleaned_data[name] for name in names}
    via = ProgressUpdate.Via.MAIL
    return tell_progress(goal, actor=actor, results=form.told(), via=via, **said)
