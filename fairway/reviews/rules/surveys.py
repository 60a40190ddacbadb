"""What people say of a cycle: asked of each, read by HR of the units it was about, and by nobody
as an answer of one person.

Numbers of all together are read by whoever is HR of anybody who was asked; those of a part by HR of
that part; words only by whoever is HR of all of them. HR over the whole organisation is a people
lead.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from fairway.foundation.access import rule
from fairway.foundation.lookups import among
from fairway.people.models import Person
from fairway.people.relations import (
    HR_PARTNER,
    PEOPLE_LEAD,
    Clause,
    Role,
    anybody,
    by_role,
    grants,
    own,
    units_in_scope,
)
from fairway.reviews.models import (
    CycleSurvey,
    SurveyInvitation,
    SurveyResult,
    SurveyUnit,
    SurveyWords,
)
from fairway.reviews.rules.cycles import ASKED


def of_hr(viewer: Person, reach: Callable[[], Q]) -> tuple[Clause, Clause]:
    return (
        by_role(viewer, Role.HR_PARTNER, HR_PARTNER, reach),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody),
    )


def _touched(viewer: Person) -> Q:
    """Surveys that asked somebody of the viewer's units."""
    mine = units_in_scope(viewer, Role.HR_PARTNER)
    return among("survey", SurveyUnit.objects.filter(unit__in=mine), "survey")


def _held_whole(viewer: Person) -> Q:
    mine = units_in_scope(viewer, Role.HR_PARTNER)
    return _touched(viewer) & ~among("survey", SurveyUnit.objects.exclude(unit__in=mine), "survey")


@rule(CycleSurvey, "view")
def whoever_is_asked_knows_of_it_and_so_does_hr(viewer: Person) -> Q:
    asked = SurveyInvitation.objects.filter(person=viewer.pk)
    mine = units_in_scope(viewer, Role.HR_PARTNER)

    def touched() -> Q:
        return among("pk", SurveyUnit.objects.filter(unit__in=mine), "survey")

    return grants(Clause(ASKED, among("pk", asked, "survey")), *of_hr(viewer, touched))


@rule(SurveyInvitation, "view")
@rule(SurveyInvitation, "answer")
def one_knows_and_answers_what_one_is_asked_oneself(viewer: Person) -> Q:
    return grants(own(viewer, "person"))


@rule(SurveyResult, "view")
def hr_reads_what_is_said_together(viewer: Person) -> Q:
    def reach() -> Q:
        mine = among("unit", units_in_scope(viewer, Role.HR_PARTNER), "below")
        return Q(is_whole=True) & _touched(viewer) | Q(is_whole=False) & mine

    return grants(*of_hr(viewer, reach))


@rule(SurveyWords, "view")
def words_are_read_by_hr_of_all_who_were_asked(viewer: Person) -> Q:
    return grants(*of_hr(viewer, lambda: _held_whole(viewer)))
