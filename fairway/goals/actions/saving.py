"""Views of goals that somebody keeps for themselves or shares with others."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.foundation.refusal import Refusal
from fairway.foundation.text.cleaning import clean_name
from fairway.foundation.versions import next_version
from fairway.goals.mapping.places import known_part
from fairway.goals.models import GoalView
from fairway.people.models import Person

MOST_VIEWS = 40


class TooManyViews(Refusal):
    code = "too_many_views"
    field = "name"

    def __init__(self) -> None:
        super().__init__(
            _("You keep %(n)s views already. Remove one that you no longer need."), n=MOST_VIEWS
        )


class SameName(Refusal):
    code = "same_name"
    field = "name"

    def __init__(self) -> None:
        super().__init__(_("You keep a view of this name already. Choose another one."))


class NoUnit(Refusal):
    code = "no_unit"
    field = "audience"

    def __init__(self) -> None:
        super().__init__(_("You work in no unit, so there is nobody in it to share with."))


@transaction.atomic
def save_view(
    *, actor: Any, name: str, at: str, question: str = "", audience: str = GoalView.Audience.OWNER
) -> GoalView:
    """Of the question it keeps what the page knows to ask."""
    if not isinstance(actor, Person):
        raise PermissionDenied
    lock(actor)  # two at once would both find room for the last one
    if GoalView.objects.filter(owner=actor).count() >= MOST_VIEWS:
        raise TooManyViews
    view = GoalView(owner=actor, at=GoalView.At(at), question=known_part(at, question))
    _set(view, name, audience).save()
    record("goals.view_saved", actor=actor, subject=view, about=actor)
    return view


@transaction.atomic
def edit_view(
    view: GoalView, *, actor: Any, version: int | None, name: str, audience: str
) -> GoalView:
    lock(view.owner)
    view = claim(view, actor=actor, verb="edit")
    next_version(view, version)
    _set(view, name, audience).save()
    record("goals.view_edited", actor=actor, subject=view, about=view.owner)
    return view


@transaction.atomic
def remove_view(view: GoalView, *, actor: Any) -> None:
    """For those it was shared with as well; no goal changes."""
    view = claim(view, actor=actor, verb="edit")
    record("goals.view_removed", actor=actor, subject=view, about=view.owner)
    view.delete()


def _set(view: GoalView, name: str, audience: str) -> GoalView:
    view.name, view.audience = clean_name(name), GoalView.Audience(audience)
    owner = view.owner
    placed = owner.assignment is not None and owner.assignment.unit_id is not None
    if view.audience == GoalView.Audience.UNIT and not placed:
        raise NoUnit
    if GoalView.objects.filter(owner=owner, name=view.name).exclude(pk=view.pk).exists():
        raise SameName
    return view
