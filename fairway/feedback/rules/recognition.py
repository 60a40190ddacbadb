"""Praise is open to everybody of the company, unless the organisation keeps it among those it names.

Whoever is praised may take it off their profile; people leads take down what should not stand there.
"""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.feedback.models import Celebration, Recognised, Recognition
from fairway.foundation.access import rule
from fairway.foundation.lookups import among
from fairway.goals.models import Goal
from fairway.people.models import Appointment, Person
from fairway.people.relations import (
    AUTHOR,
    COLLEAGUE,
    MANAGER,
    PEOPLE_LEAD,
    Clause,
    Relation,
    anybody,
    by_role,
    by_standing,
    direct_reports,
    grants,
    own,
    same_employer,
)

Role = Appointment.Role
NAMED = Relation("named", _("who is named in it"))
STANDS = Q(removed_at=None)
SHOWN = Q(shown__gt=0)


def _colleagues(viewer: Person) -> Clause:
    return Clause(COLLEAGUE, Q(is_open=True) & SHOWN & same_employer(viewer, "author"))


def _named(viewer: Person) -> Clause:
    return Clause(NAMED, among("pk", Recognised.objects.filter(person=viewer), "recognition"))


def _managers(viewer: Person) -> Clause:
    """Of those whom it still names."""

    def theirs() -> Q:
        named = Recognised.objects.filter(person__in=direct_reports(viewer), hidden_at=None)
        return among("pk", named, "recognition")

    return by_standing(viewer, MANAGER, theirs)


@rule(Recognition, "view")
def praise_is_read_by_everybody_here(viewer: Person) -> Q:
    return grants(
        _colleagues(viewer),
        own(viewer, "author", AUTHOR),
        _named(viewer),
        _managers(viewer),
        given=STANDS,
    )


@rule(Recognition, "react")
def whoever_reads_it_may_react(viewer: Person) -> Q:
    return grants(
        _colleagues(viewer), _named(viewer), _managers(viewer), given=STANDS & ~Q(author=viewer.pk)
    )


@rule(Recognition, "edit")
def its_author_edits_it(viewer: Person) -> Q:
    return grants(own(viewer, "author", AUTHOR), given=STANDS)


@rule(Recognition, "remove")
def its_author_and_people_leads_take_it_down(viewer: Person) -> Q:
    return grants(
        own(viewer, "author", AUTHOR),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody),
        given=STANDS,
    )


@rule(Recognition, "take_off")
def whoever_is_named_takes_it_off_their_profile(viewer: Person) -> Q:
    return grants(_named(viewer), given=STANDS)


@rule(Celebration, "view")
def everybody_here_celebrates(viewer: Person) -> Q:
    """A goal as long as everybody may read it; nothing of who has left, or would rather not."""
    open_goal = Q(goal=None) | Q(goal__visibility=Goal.Visibility.COMPANY)
    shown = Q(hidden_at=None, person__active=True) & open_goal
    return grants(Clause(COLLEAGUE, shown & same_employer(viewer, "person")), own(viewer, "person"))


@rule(Celebration, "hide")
def whose_day_it_is_says_whether_it_is_shown(viewer: Person) -> Q:
    return grants(own(viewer, "person"))
