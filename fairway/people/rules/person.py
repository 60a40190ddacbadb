"""People: everybody sees the directory; the record opens by relation.

`view` is the directory's fields (DIRECTORY), `view_record` the rest.
"""

from __future__ import annotations

from django.db.models import Q

from fairway.foundation.access import rule
from fairway.people.models import Assignment, Correction, DottedLine, Person
from fairway.people.relations import (
    auditor,
    colleague,
    direct,
    dotted,
    executive,
    grants,
    hr,
    last_manager,
    line,
    own,
)

DIRECTORY = (
    "name", "pronouns", "pronunciation", "email", "employee_number", "language", "time_zone",
    "unit", "job_profile", "location", "work_mode", "manager", "dotted_lines",
)  # fmt: skip
RECORD = (*DIRECTORY, "employer", "joined_on", "left_on", "weekly_minutes", "assignments")

HERE = Q(active=True)


def fields_of(person: Person) -> tuple[str, ...]:
    """What may be shown of a person loaded with `with_may(viewer, "view_record")`."""
    return RECORD if person.may_view_record else DIRECTORY  # type: ignore[attr-defined]


def record_readers(viewer: Person, to: str = "pk") -> Q:
    return grants(
        own(viewer, to),
        *line(viewer, to),
        dotted(viewer, to),
        *hr(viewer, to),
        executive(viewer, to),
        auditor(viewer, to),
        last_manager(viewer, to),
    )


def directory_readers(viewer: Person, to: str = "pk") -> Q:
    return grants(
        own(viewer, to),
        colleague(viewer, to),
        *line(viewer, to),
        dotted(viewer, to),
        *hr(viewer, to),
        executive(viewer, to),
        auditor(viewer, to),
        last_manager(viewer, to),
    )


@rule(Person, "view")
def colleagues_see_who_is_here(viewer: Person) -> Q:
    return directory_readers(viewer)


@rule(Person, "view_record")
def the_record_opens_by_relation(viewer: Person) -> Q:
    return record_readers(viewer)


@rule(Person, "edit")
def hr_keeps_the_record(viewer: Person) -> Q:
    return grants(*hr(viewer, over_self=True), given=HERE)


@rule(Person, "move")
def hr_moves_people(viewer: Person) -> Q:
    return grants(*hr(viewer, over_self=True), given=HERE)


@rule(Person, "change_manager")
def hr_changes_managers_but_not_their_own(viewer: Person) -> Q:
    return grants(*hr(viewer, over_self=True), given=HERE & ~Q(pk=viewer.pk))


@rule(Person, "end")
def hr_ends_employments_but_not_their_own(viewer: Person) -> Q:
    return grants(*hr(viewer, over_self=True), given=HERE & ~Q(pk=viewer.pk))


@rule(Person, "rehire")
def hr_takes_leavers_back(viewer: Person) -> Q:
    return grants(*hr(viewer), given=Q(active=False))


@rule(Person, "edit_profile")
def people_describe_themselves(viewer: Person) -> Q:
    return grants(own(viewer), *hr(viewer), given=HERE)


@rule(Person, "ask_correction")
def people_ask_to_have_their_record_put_right(viewer: Person) -> Q:
    return grants(own(viewer), given=HERE)


@rule(Person, "delegate")
def people_hand_on_what_is_theirs(viewer: Person) -> Q:
    return grants(own(viewer), *hr(viewer), given=HERE)


@rule(Person, "ask_absence")
def absences_are_asked_for_oneself_or_for_whoever_cannot_sign_in(viewer: Person) -> Q:
    return _self_or_for_those_without_a_login(viewer)


@rule(Person, "set_hours")
def hours_are_set_by_oneself_or_for_whoever_cannot_sign_in(viewer: Person) -> Q:
    return _self_or_for_those_without_a_login(viewer)


@rule(Person, "view_hours")
def lines_and_hr_see_hours(viewer: Person) -> Q:
    """Everybody else sees when somebody is free, which needs no right."""
    return grants(own(viewer), *line(viewer), dotted(viewer), *hr(viewer), auditor(viewer))


@rule(Person, "plan_shifts")
def rotas_are_read_by_those_who_plan_them(viewer: Person) -> Q:
    return grants(own(viewer), direct(viewer), *hr(viewer), given=HERE)


def _self_or_for_those_without_a_login(viewer: Person) -> Q:
    nobody_signs_in = Q(account=None)
    manager = direct(viewer)
    return grants(
        own(viewer),
        _with(manager, nobody_signs_in),
        *(_with(clause, nobody_signs_in) for clause in hr(viewer)),
        given=HERE,
    )


def _with(clause, condition: Q):
    return type(clause)(clause.relation, clause.gives & condition, clause.never)


@rule(Assignment, "view")
def assignments_are_part_of_the_record(viewer: Person) -> Q:
    return record_readers(viewer, "person")


@rule(DottedLine, "view")
def dotted_lines_stand_in_the_directory(viewer: Person) -> Q:
    return directory_readers(viewer, "person")


@rule(Correction, "view")
def corrections_are_between_a_person_and_hr(viewer: Person) -> Q:
    return grants(own(viewer, "person"), *hr(viewer, "person"))


@rule(Correction, "decide")
def hr_answers_corrections(viewer: Person) -> Q:
    return grants(*hr(viewer, "person"), given=Q(state=Correction.State.ASKED))


@rule(Correction, "withdraw")
def people_take_their_requests_back(viewer: Person) -> Q:
    return grants(own(viewer, "person"), given=Q(state=Correction.State.ASKED))
