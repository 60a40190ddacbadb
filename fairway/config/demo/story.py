"""Who holds which role, who stands in for whom, who is away, what a unit can count on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from fairway.config.demo.hours import PATTERNS, monday_of
from fairway.config.demo.plan import Life
from fairway.config.demo.rows import Writer, at_nine, write_all
from fairway.foundation.events import SYSTEM
from fairway.foundation.ports import delegable_verbs
from fairway.foundation.times import instant
from fairway.people.models import (
    Absence,
    Appointment,
    AvailabilityNorm,
    DelegatedVerb,
    Delegation,
    DottedLine,
    PastEdge,
    RotaShift,
)

ROLES = (
    # who, role, units (none: the whole organisation), how many days from now it ends
    ("ingrid", Appointment.Role.EXECUTIVE, ("saltmarsh",), None),
    ("farah", Appointment.Role.PEOPLE_LEAD, (), None),
    ("hana", Appointment.Role.HR_PARTNER, ("support", "north", "south"), None),
    (
        "ifeoma",
        Appointment.Role.HR_PARTNER,
        ("west", "stock", "people", "finance", "technology", "brand", "range"),
        None,
    ),
    ("kit", Appointment.Role.AUDITOR, (), 60),
    ("luiza", Appointment.Role.FAIRNESS, (), None),
    ("ifeoma", Appointment.Role.PAY_PARTNER, ("support",), None),
)
DOTTED = (
    # person, manager, purpose, days since, days since it ended
    ("ana", "dee", "Returns programme", 400, 0),
    ("joao", "devika", "Supplier claims", 210, 0),
    ("freya", "aroha", "Stock counting pilot", 120, 0),
    ("ines", "giulia", "Words for customers", 300, 75),
)
LEE_AWAY = (-7, 11)
ASKED_BEFORE = 40
BEHIND, AHEAD = 8, 14
ROTA_TEAMS = ("north/1", "north/2", "south/1")
NORMS = (
    # unit, core hours in minutes and their zone, reply times in hours by channel, note
    ("support", (540, 660, "Europe/Lisbon"), {"chat": 1, "email": 8}, "Lisbon and Manila meet."),
    ("people", (840, 960, "Europe/London"), {"chat": 4, "email": 24}, ""),
    (
        "technology",
        None,
        {"chat": 8, "email": 24, "document": 48},
        "Write it down first; call when it burns.",
    ),
    ("north", None, {"urgent": 1, "email": 24}, "Shops answer the phone, and mail within a day."),
)


def write_story(writer: Writer) -> Iterator[tuple[str, int]]:
    yield "roles", write_roles(writer)
    yield "second lines", write_dotted_lines(writer)
    yield "days away", write_absences(writer)
    yield "rota", write_rota(writer)
    yield "norms", write_norms(writer)


def write_roles(writer: Writer) -> int:
    cast, plan = writer.company.cast, writer.plan
    rows = []
    for key, role, units, ends in ROLES:
        for unit in units or (None,):
            rows.append(
                Appointment(
                    person=cast[key],
                    role=role,
                    unit=writer.units[unit] if unit else None,
                    valid_from=plan.ago(500 if ends is None else 30),
                    valid_until=None if ends is None else plan.ago(-ends),
                    appointed_by=None if key in {"farah", "ingrid"} else cast["farah"],
                )
            )
    write_all(Appointment, rows)
    for row in rows:
        writer.company.remember(
            "people.appointed",
            at_nine(row.valid_from),
            actor=row.appointed_by or SYSTEM,
            subject=row,
            about=row.person,
            role=row.role,
        )
    since, until = LEE_AWAY
    cover = Delegation.objects.create(
        away=cast["lee"],
        deputy=cast["bo"],
        valid_from=plan.ago(-since),
        valid_until=plan.ago(-until),
        made_by=cast["lee"],
    )
    write_all(
        DelegatedVerb, [DelegatedVerb(delegation=cover, verb=one.key) for one in delegable_verbs]
    )
    return len(rows) + 1


def write_dotted_lines(writer: Writer) -> int:
    cast, plan = writer.company.cast, writer.plan
    rows = [
        DottedLine(
            person=cast[person],
            manager=cast[manager],
            purpose=purpose,
            valid_from=plan.ago(since),
            valid_until=plan.ago(ended) if ended else None,
        )
        for person, manager, purpose, since, ended in DOTTED
    ]
    write_all(DottedLine, rows)
    write_all(
        PastEdge,
        [
            PastEdge(
                actor=row.manager,
                target=row.person,
                kind=PastEdge.Kind.DOTTED,
                valid_from=row.valid_from,
                valid_until=row.valid_until,
                reads_until=row.valid_until,
            )
            for row in rows
            if row.valid_until
        ],
    )
    return len(rows)


def write_absences(writer: Writer) -> int:
    rng = writer.company.random("absences")
    rows = []
    for life in writer.plan.lives:
        if life.here_on(writer.plan.today):
            rows += [_absence(writer, life, *days) for days in _days_away(life, rng)]
    return len(write_all(Absence, rows))


def _days_away(life: Life, rng) -> Iterator[tuple[int, int, str]]:
    """Each from and until, in days from today, and its state; never two at once."""
    if life.key == "lee":
        yield *LEE_AWAY, Absence.State.AGREED
        return
    if life.key == "ana":
        yield 35, 41, Absence.State.AGREED
        return
    if life.key == "marisol":
        yield 24, 29, Absence.State.ASKED
        return
    length = rng.choice((2, 5, 7, 12))
    if rng.random() < 0.7:
        start = -rng.randrange(60, 330)
        yield start, start + length, Absence.State.AGREED
    chance = rng.random()
    if life.key:
        return
    if chance < 0.04:
        start = -rng.randrange(1, length + 1)
        yield start, start + length, Absence.State.AGREED
    elif chance < 0.3:
        start = rng.randrange(7, 60)
        state = Absence.State.ASKED if chance < 0.08 else Absence.State.AGREED
        yield start, start + length, state


def _absence(writer: Writer, life: Life, start: int, until: int, state: str) -> Absence:
    plan = writer.plan
    [manager] = [
        leader
        for posting in life.postings
        for leader, since, ends in plan.stretches(posting)
        if since <= plan.today and (ends is None or ends > plan.today)
    ]
    decided = state == Absence.State.AGREED and manager is not None
    asked = plan.ago(max(ASKED_BEFORE - start, 3))
    return Absence(
        person=writer.people[life.number],
        from_on=plan.ago(-start),
        until_on=plan.ago(-until),
        state=state,
        asked_at=at_nine(asked),
        decided_by=writer.people[manager.number] if decided and manager else None,
        decided_at=at_nine(asked + timedelta(days=1)) if decided else None,
    )


def write_rota(writer: Writer) -> int:
    """Shifts of a few shops, from last week until the week after next."""
    plan, rows = writer.plan, []
    for life in plan.lives:
        if life.post.unit in ROTA_TEAMS and life.here_on(plan.today):
            person, zone = writer.people[life.number], life.post.place.time_zone
            for day, start, until in _shifts(life, plan.today, plan.begin):
                rows.append(
                    RotaShift(
                        person=person,
                        starts_at=_at(day, start, zone),
                        ends_at=_at(day, until, zone),
                        source=writer.plan.teams[life.post.unit].name,
                    )
                )
    return len(write_all(RotaShift, rows))


def _shifts(life: Life, today: date, begin: date) -> Iterator[tuple[date, int, int]]:
    weeks = PATTERNS[life.hours]
    first = monday_of(begin) + timedelta(weeks=life.number % 3)
    for ahead in range(-BEHIND, AHEAD):
        day = today + timedelta(days=ahead)
        week = weeks[(day - first).days // 7 % len(weeks)]
        for start, until in week[day.weekday()]:
            yield day, start, until


def _at(day: date, minutes: int, zone: str) -> datetime:
    later, minute = divmod(minutes, 24 * 60)
    wall = datetime.combine(day + timedelta(days=later), datetime.min.time())
    return instant(wall + timedelta(minutes=minute), zone).astimezone(UTC)


def write_norms(writer: Writer) -> int:
    rows = [
        AvailabilityNorm(
            unit=writer.units[unit],
            core_from=core[0] if core else None,
            core_until=core[1] if core else None,
            core_zone=core[2] if core else "",
            reply_times=replies,
            note=note,
        )
        for unit, core, replies, note in NORMS
    ]
    return len(write_all(AvailabilityNorm, rows))
