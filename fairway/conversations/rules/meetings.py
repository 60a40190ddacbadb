"""A 1:1 belongs to the two who have it, and to nobody else: no line, no HR, no administrator.

Whoever was the manager reads what both wrote for 90 days after the line ended, and the new one
reads nothing of it. A private note is its author's alone, always.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fairway.conversations.models import (
    ActionItem,
    AgendaPoint,
    CalendarFeed,
    HelpResult,
    OneOnOne,
    OneOnOneCoverage,
    OneOnOneSeries,
    PrivateNote,
    SharedNote,
    TimeProposal,
)
from fairway.foundation.access import rule
from fairway.foundation.lookups import among
from fairway.people.days import organisation_day
from fairway.people.models import Appointment, DottedLine, Person, ReportingChain
from fairway.people.relations import (
    AUTHOR,
    DOTTED,
    EXECUTIVE,
    HR_PARTNER,
    LEADER,
    MANAGER,
    PEOPLE_LEAD,
    Clause,
    Relation,
    anybody,
    by_role,
    by_standing,
    direct_reports,
    dotted,
    dotted_reports,
    grants,
    led_units,
    line,
    own,
    roles_of,
    units_in_scope,
)

Role = Appointment.Role
THE_OTHER = Relation("one_on_one", _("who has these 1:1s with them"))
RUNNING = Q(closed_at=None, called_off_at=None)


def _holds(viewer: Person, employee: str = "employee") -> Q:
    """The line from the viewer to the employee is there today. It is looked up for each of the few
    1:1s of one manager: a change of managers is true at the next page, whatever settles later."""
    chain = ReportingChain.objects.filter(above=viewer, below=OuterRef(employee), depth__gt=0)
    matrix = DottedLine.objects.on(organisation_day()).filter(
        manager=viewer, person=OuterRef(employee)
    )
    return Q(Exists(chain.order_by())) | Q(Exists(matrix.order_by()))


def _pair(viewer: Person, to: str = "", series: str = "series__") -> tuple[Clause, Clause]:
    """The two of them; the manager as long as the line holds, and a while after it was settled."""
    reads = Q(**{f"{to}{series}reads_until__gt": organisation_day()})
    led = Q(**{f"{to}manager": viewer})
    still = Q(**{f"{to}{series}reads_until": None}) & _holds(viewer, f"{to}employee")
    return own(viewer, f"{to}employee"), Clause(THE_OTHER, led & (reads | still))


def _both(viewer: Person, to: str = "") -> tuple[Clause, Clause]:
    """The two of them, while the one leads the other."""
    led = Q(**{f"{to}manager": viewer})
    return own(viewer, f"{to}employee"), Clause(THE_OTHER, led & _holds(viewer, f"{to}employee"))


@rule(Person, "meet")
def one_on_ones_are_had_along_the_line(viewer: Person) -> Q:
    """With one's reports at any depth, solid and dotted, and with one's own managers. They are not
    asked about oneself: the action says in words that one is two too few."""
    above = ReportingChain.objects.filter(below=viewer, depth=1)
    matrix = DottedLine.objects.on(organisation_day()).filter(person=viewer)
    return grants(
        *line(viewer),
        dotted(viewer),
        Clause(MANAGER, among("pk", above, "above")),
        Clause(DOTTED, among("pk", matrix, "manager")),
        given=Q(active=True),
    )


@rule(OneOnOneSeries, "view")
def a_series_is_known_to_the_two(viewer: Person) -> Q:
    return grants(*_pair(viewer, series=""))


@rule(OneOnOneSeries, "edit")
def either_of_the_two_changes_the_rhythm(viewer: Person) -> Q:
    return grants(*_both(viewer), given=Q(ended_on=None))


@rule(OneOnOneSeries, "end")
def either_of_the_two_ends_it(viewer: Person) -> Q:
    return grants(*_both(viewer), given=Q(ended_on=None))


@rule(OneOnOne, "view")
def a_one_on_one_is_read_by_the_two(viewer: Person) -> Q:
    return grants(*_pair(viewer))


@rule(OneOnOne, "write")
def both_write_until_it_is_closed(viewer: Person) -> Q:
    return grants(*_both(viewer), given=RUNNING & Q(series__ended_on=None))


@rule(OneOnOne, "close")
def either_of_the_two_closes_it(viewer: Person) -> Q:
    """Also one of a series that has ended meanwhile, as long as nobody else came."""
    return grants(*_both(viewer), given=RUNNING & Q(series__reads_until=None))


@rule(OneOnOne, "plan")
def either_of_the_two_moves_it_or_calls_it_off(viewer: Person) -> Q:
    return grants(*_both(viewer), given=RUNNING & Q(series__ended_on=None))


@rule(OneOnOne, "note")
def whoever_reads_it_may_keep_a_note_to_themselves(viewer: Person) -> Q:
    return grants(*_pair(viewer))


def _read(viewer: Person) -> Q:
    """As the 1:1 it belongs to."""
    return grants(*_pair(viewer, "meeting__"))


def _written(viewer: Person) -> tuple[tuple[Clause, Clause], Q]:
    """Who writes in it, and while it runs."""
    runs = Q(meeting__closed_at=None, meeting__called_off_at=None, meeting__series__ended_on=None)
    return _both(viewer, "meeting__"), runs


@rule(AgendaPoint, "view")
def an_agenda_is_read_by_the_two(viewer: Person) -> Q:
    return _read(viewer)


@rule(AgendaPoint, "tick")
def either_ticks_off_what_was_talked_about(viewer: Person) -> Q:
    both, runs = _written(viewer)
    return grants(*both, given=runs)


@rule(AgendaPoint, "remove")
def ones_own_points_are_ones_own_to_take_away(viewer: Person) -> Q:
    runs = _written(viewer)[1]
    return grants(own(viewer, "by", AUTHOR), given=runs & Q(talked_at=None))


@rule(SharedNote, "view")
def shared_notes_are_read_by_the_two(viewer: Person) -> Q:
    return _read(viewer)


@rule(PrivateNote, "view")
def a_private_note_is_its_authors_alone(viewer: Person) -> Q:
    return grants(own(viewer, "author", AUTHOR))


@rule(PrivateNote, "edit")
def its_author_alone_changes_a_private_note(viewer: Person) -> Q:
    return grants(own(viewer, "author", AUTHOR))


def _of_the_two(viewer: Person) -> tuple[Clause, Clause]:
    """A former manager reads no action any more, not even one of their own."""
    still = Q(manager=viewer, manager_reads=True) & _holds(viewer)
    return own(viewer, "employee"), Clause(THE_OTHER, still)


@rule(ActionItem, "view")
def an_action_is_known_to_the_two(viewer: Person) -> Q:
    return grants(*_of_the_two(viewer))


@rule(ActionItem, "edit")
def either_of_the_two_changes_an_action(viewer: Person) -> Q:
    return grants(*_of_the_two(viewer), given=Q(done_at=None, dropped_at=None))


@rule(ActionItem, "settle")
def either_of_the_two_says_what_became_of_it(viewer: Person) -> Q:
    """Also that it is not done after all."""
    return grants(*_of_the_two(viewer))


@rule(TimeProposal, "view")
def another_time_is_proposed_to_the_other_one(viewer: Person) -> Q:
    return _read(viewer)


ASKED = Q(state=TimeProposal.State.ASKED)


@rule(TimeProposal, "decide")
def the_other_one_decides(viewer: Person) -> Q:
    both, runs = _written(viewer)
    return grants(*both, given=runs & ASKED & ~Q(by=viewer))


@rule(TimeProposal, "withdraw")
def whoever_proposed_it_takes_it_back(viewer: Person) -> Q:
    return grants(own(viewer, "by", AUTHOR), given=ASKED)


@rule(CalendarFeed, "view")
def the_address_of_a_calendar_is_its_persons(viewer: Person) -> Q:
    return grants(own(viewer, "person"))


@rule(CalendarFeed, "renew")
def the_address_of_a_calendar_is_renewed_by_its_person(viewer: Person) -> Q:
    return grants(own(viewer, "person"))


@rule(HelpResult, "view")
def what_helped_is_read_of_ones_own_units(viewer: Person) -> Q:
    """Groups of five and more: by who leads the unit or manages in it, executives and HR."""
    here = viewer.assignment.unit_id if viewer.assignment else None

    def reach(role: str) -> Any:
        return lambda: among("unit", units_in_scope(viewer, role), "below")

    return grants(
        Clause(LEADER, among("unit", led_units(viewer), "below")),
        by_standing(viewer, MANAGER, lambda: Q(unit=here) if here else Q(pk__in=[])),
        by_role(viewer, Role.EXECUTIVE, EXECUTIVE, reach(Role.EXECUTIVE)),
        by_role(viewer, Role.HR_PARTNER, HR_PARTNER, reach(Role.HR_PARTNER)),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody),
    )


@rule(OneOnOneCoverage, "view")
def how_often_ones_units_meet_is_counted_for_hr(viewer: Person) -> Q:
    """Each unit's counts; the page shows those of few people in no other way than together."""
    reach = units_in_scope(viewer, Role.HR_PARTNER)
    return grants(
        by_role(viewer, Role.HR_PARTNER, HR_PARTNER, lambda: among("unit", reach, "below")),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody),
    )


def people_to_meet(viewer: Person) -> QuerySet[Person]:
    return Person.objects.allowed(viewer, "meet").exclude(pk=viewer.pk)


def people_near(viewer: Person) -> QuerySet[Person]:
    """Of these the next ones, up and down: below the head of the organisation are all."""
    today = organisation_day()
    above = ReportingChain.objects.filter(below=viewer, depth=1).values("above")
    matrix = DottedLine.objects.on(today).filter(person=viewer).values("manager")
    next_to = Q(pk__in=direct_reports(viewer)) | Q(pk__in=dotted_reports(viewer))
    return people_to_meet(viewer).filter(next_to | Q(pk__in=above) | Q(pk__in=matrix))


def sees_coverage(viewer: Any) -> bool:
    """HR: how often 1:1s are held in their units, never with whom or about what."""
    return isinstance(viewer, Person) and bool(
        roles_of(viewer) & {Role.HR_PARTNER, Role.PEOPLE_LEAD}
    )
