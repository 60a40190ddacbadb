"""1:1s at Saltmarsh: half a year of everybody's, two years of those people know by name.

Two stories can be found in them: Ana’s blocker, which was carried over five times, and a manager who
stopped meeting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from fairway.conversations.actions.meetings_counting import count_coverage
from fairway.conversations.meetings_rhythm import Occurrence, occurrences, until_of
from fairway.conversations.models import (
    ActionItem,
    AgendaPoint,
    HelpResult,
    OneOnOne,
    OneOnOneSeries,
    SharedNote,
)
from fairway.conversations.models.meetings import month_of
from fairway.foundation.bulk import insert_objects, reserve_ids
from fairway.foundation.demo import DemoCompany
from fairway.foundation.ids import ids_from
from fairway.people.availability.hours import known_zone
from fairway.people.models import Person

HALF_A_YEAR, TWO_YEARS, A_FEW_WEEKS = 182, 728, 42
QUIET_SINCE = 63  # days since the manager who stopped has met anybody
AHEAD = timedelta(days=49)
LARGE = 1_000  # people: of more than that, nobody looks through half a year of everybody's
HELPED = ((9, 3, 1), (7, 4, 2), (8, 2, 1))  # yes, somewhat, no: the months before this one
CARRIED = 5
LATER = (10, 14, 16, 17, 18)  # an hour of their day for those known by name
AT_ONCE = 500
KNOWN = ("ana", "bo", "cy", "noor", "ines", "tomas", "joao")
CADENCES = ("weekly", "weekly", "biweekly", "biweekly", "biweekly", "monthly")
LABELS = "Labels from the new carrier reach customers two days late"
OUTCOMES = (
    "We leave the rota as it is until the end of the month and look at it again then.",
    "The guide gets a chapter on returns. First draft in two weeks.",
    "Two shops try the new wording; we compare after ten days.",
    "No surprises. The week was long, and next week is lighter.",
    "The numbers follow what we changed in spring. We keep going.",
    "Training on the new till is moved ahead, so that Saturdays are covered.",
)
POINTS = ("Saturday cover", "What became of the survey", "A course I would like to take")


def make_one_on_ones(company: DemoCompany) -> None:
    dice = company.random("one-on-ones")
    known = {company.cast[key].pk for key in KNOWN if key in company.cast}
    people = Person.objects.filter(active=True, assignment__manager__active=True)
    people = people.select_related(
        "assignment__location", "assignment__manager__assignment__location"
    ).order_by("public_id")
    quiet = _who_stopped(company, dice, known)
    batch: list[OneOnOneSeries] = []
    for person in people.iterator(chunk_size=AT_ONCE):
        if person.pk in known or dice.random() < 0.85:
            batch.append(_series(company, person, dice, person.pk in known))
        if len(batch) >= AT_ONCE:
            _write(company, batch, dice, quiet)
            batch = []
    _write(company, batch, dice, quiet)
    tell_of_the_labels(company)
    _tell_whether_they_helped(company)
    count_coverage(company.moment(0, 6))


def _who_stopped(company: DemoCompany, dice: Any, known: set[int]) -> int | None:
    """A manager of at least three, whom nobody knows by name."""
    managers = Person.objects.filter(active=True).exclude(pk__in=known).order_by("public_id")
    for one in managers.iterator(chunk_size=AT_ONCE):
        if Person.objects.filter(active=True, assignment__manager=one).count() >= 3:
            return one.pk
    return None


def _series(company: DemoCompany, person: Person, dice: Any, known: bool) -> OneOnOneSeries:
    ago = TWO_YEARS if known else A_FEW_WEEKS if company.people > LARGE else HALF_A_YEAR
    monday = company.day(ago) - timedelta(days=company.day(ago).weekday())
    manager: Any = person.assignment.manager if person.assignment else None
    starts_on = monday + timedelta(days=dice.randrange(5))
    at = time(dice.choice((9, 10, 14, 15, 16)), dice.choice((0, 30)))
    by_chance = not known and dice.random() < 0.3
    if known and manager is not None:
        at = next(
            (time(hour) for hour in LATER if _suits(person, manager, starts_on, time(hour))), at
        )
    written = by_chance or not _suits(person, manager, starts_on, at)
    return OneOnOneSeries(
        employee=person,
        manager=manager,
        cadence="weekly" if known else dice.choice(CADENCES),
        starts_on=starts_on,
        at=at,
        follows=person,
        zone=known_zone(person),
        minutes=30,
        way="written" if written else "live",
        video_url="",
        planned_until=company.today + AHEAD,
        created_at=company.moment(ago + 1),
        created_by=manager,
    )


def _suits(person: Person, manager: Person | None, day: date, at: time) -> bool:
    """It is day for the manager, too; of the rest nobody at Saltmarsh would have a live one."""
    if manager is None:
        return True
    there = datetime.combine(day, at, ZoneInfo(known_zone(person)))
    return 8 <= there.astimezone(ZoneInfo(known_zone(manager))).hour < 18


def _write(company: DemoCompany, batch: list[OneOnOneSeries], dice: Any, quiet: int | None) -> None:
    _keep(batch)
    meetings = [one for series in batch for one in _meetings(company, series, dice, quiet)]
    _keep(meetings)
    insert_objects([one for meeting in meetings for one in _points(meeting, dice)])


def _keep(rows: Sequence[Any]) -> None:
    """With keys, for what hangs on them."""
    if rows:
        for row, key in zip(rows, reserve_ids(type(rows[0]), len(rows)), strict=True):
            row.pk = key
        insert_objects(rows)


def _meetings(
    company: DemoCompany, series: OneOnOneSeries, dice: Any, quiet: int | None
) -> Iterator[OneOnOne]:
    now = company.moment(0, 6)
    for due in _when(series, company.today + AHEAD):
        over = until_of(series.way, due.starts_at, series.minutes, series.days, series.zone)
        meeting = OneOnOne(
            series=series,
            employee_id=series.employee_id,
            manager_id=series.manager_id,
            planned_for=due.day,
            starts_at=due.starts_at,
            until_at=over,
            way=series.way,
            form=series.form,
            changed_at=min(due.starts_at, now),
        )
        if over <= now:
            _settle(company, meeting, dice, quiet)
        yield meeting


def _when(series: OneOnOneSeries, until: date) -> tuple[Occurrence, ...]:
    """Looked up once for all who keep the same hours: there are a few hundred ways to do so."""
    return _of_rhythm(series.cadence, series.starts_on, series.at, series.zone, until)


@lru_cache(maxsize=4096)
def _of_rhythm(
    cadence: str, starts_on: date, at: time, zone: str, until: date
) -> tuple[Occurrence, ...]:
    # With an id: looked up or remembered, it draws none of those of the company.
    like = OneOnOneSeries(public_id="like", cadence=cadence, starts_on=starts_on, at=at, zone=zone)
    return tuple(occurrences(like, starts_on, until))


def _settle(company: DemoCompany, meeting: OneOnOne, dice: Any, quiet: int | None) -> None:
    """Held nearly always; with who stopped meeting, called off week after week."""
    stopped = meeting.manager_id == quiet and meeting.planned_for > company.day(QUIET_SINCE)
    if stopped or dice.random() < 0.12:
        meeting.called_off_at, meeting.why = meeting.starts_at - timedelta(hours=3), "asked"
        meeting.called_off_by_id = meeting.manager_id
        return
    meeting.closed_at = meeting.until_at + timedelta(minutes=dice.randrange(5, 50))
    meeting.closed_by_id = dice.choice((meeting.employee_id, meeting.manager_id))
    meeting.outcome = dice.choice(OUTCOMES)


def _points(meeting: OneOnOne, dice: Any) -> Iterator[AgendaPoint]:
    if meeting.closed_at is None or dice.random() > 0.25:
        return
    yield AgendaPoint(
        meeting=meeting,
        by_id=meeting.employee_id,
        words=dice.choice(POINTS),
        at=meeting.starts_at - timedelta(days=1),
        talked_at=meeting.closed_at,
    )


def tell_of_the_labels(company: DemoCompany) -> None:
    """Ana's blocker, put off five times; what both wrote last time, and an action each."""
    ana, bo = company.cast["ana"], company.cast["bo"]
    series = OneOnOneSeries.objects.filter(employee=ana, manager=bo).first()
    if series is None:
        return
    held = list(series.meetings.exclude(closed_at=None).order_by("-starts_at")[:CARRIED])
    coming = series.meetings.open().order_by("starts_at").first()
    if len(held) < CARRIED or coming is None:
        return
    _carry(ana, [*reversed(held), coming])
    last = held[0]
    for by, words in (
        (ana, "The carrier says it is the address format. I have sent them twenty examples."),
        (bo, "I take it to their account manager. This has gone on too long."),
    ):
        SharedNote.objects.create(
            meeting=last, part="blocker", by=by, words=words, at=last.starts_at
        )
    _act(last, ana, "Send the carrier twenty examples", company.day(-2))
    _act(last, bo, "Take late labels to their account manager", company.day(-4))


def _carry(ana: Person, meetings: list[OneOnOne]) -> None:
    before: AgendaPoint | None = None
    first: datetime = meetings[0].starts_at - timedelta(days=1)
    for number, meeting in enumerate(meetings):
        before = AgendaPoint.objects.create(
            meeting=meeting,
            by=ana,
            kind="blocker",
            words=LABELS,
            at=first,
            carried=number,
            carried_from=before,
        )


def _act(meeting: OneOnOne, owner: Person, title: str, due_on: date) -> None:
    with ids_from(f"saltmarsh {title}"):
        ActionItem.objects.create(
            employee_id=meeting.employee_id,
            manager_id=meeting.manager_id,
            series=meeting.series,
            meeting=meeting,
            owner=owner,
            title=title,
            due_on=due_on,
            by=owner,
            at=meeting.starts_at,
        )


def _tell_whether_they_helped(company: DemoCompany) -> None:
    """Of three months, in the one unit that everybody at Saltmarsh looks into first."""
    unit: Any = company.units.get("support")
    month = month_of(company.today)
    for yes, somewhat, no in HELPED if unit else ():
        month = month_of(month - timedelta(days=1))
        HelpResult.objects.create(
            unit=unit,
            month=month,
            yes=yes,
            somewhat=somewhat,
            no=no,
            people=yes + somewhat + no,
            with_parts=True,
        )
