"""Where everybody was from when until when, who managed them, and when they work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Subquery

from fairway.config.demo.hours import PATTERNS, monday_of, weekly_minutes
from fairway.config.demo.plan import Life, Posting
from fairway.config.demo.rows import Writer, write_all
from fairway.people.actions.chains import rebuild_chains
from fairway.people.models import Assignment, PastEdge, Person, WorkingPattern

LAST_MANAGER_READS = timedelta(days=30)


def write_postings(writer: Writer) -> Iterator[tuple[str, int]]:
    yield "assignments", write_assignments(writer)
    yield "reporting lines", rebuild_chains()
    yield "former lines", write_past_edges(writer)
    yield "working hours", write_patterns(writer)
    named = {life.number: key for key, life in writer.plan.cast().items()}
    keys = {writer.people[number].pk: key for number, key in named.items()}
    cast = Person.objects.for_display().filter(pk__in=keys)
    writer.company.cast = {keys[person.pk]: person for person in cast}


def write_assignments(writer: Writer) -> int:
    rows = [
        _assignment(writer, life, posting, leader, since, until)
        for life in writer.plan.lives
        for posting in life.postings
        for leader, since, until in writer.plan.stretches(posting)
    ]
    write_all(Assignment, rows)
    _point_to_current(writer)
    return len(rows)


def _assignment(
    writer: Writer, life: Life, posting: Posting, leader: Life | None, since: Any, until: Any
) -> Assignment:
    return Assignment(
        person=writer.people[life.number],
        valid_from=since,
        valid_until=until,
        unit=writer.units[posting.unit],
        job_profile=writer.jobs[posting.job],
        location=writer.places[posting.place.name],
        manager=writer.people[leader.number] if leader else None,
        work_mode=life.mode,
        weekly_minutes=weekly_minutes(life.hours),
    )


def _point_to_current(writer: Writer) -> None:
    """The assignment that holds today; of a leaver, the last."""
    begun = Assignment.objects.filter(
        person=OuterRef("pk"), valid_from__lte=writer.plan.today
    ).order_by("-valid_from")
    Person.objects.update(assignment=Subquery(begun.values("pk")[:1]))


def write_past_edges(writer: Writer) -> int:
    rows = [edge for life in writer.plan.lives for edge in _past_edges(writer, life)]
    return len(write_all(PastEdge, rows))


def _past_edges(writer: Writer, life: Life) -> Iterator[PastEdge]:
    """One for each run of days under one manager that is over."""
    runs: list[list[Any]] = []
    for posting in life.postings:
        for leader, since, until in writer.plan.stretches(posting):
            if runs and runs[-1][0] is leader:
                runs[-1][2] = until
            else:
                runs.append([leader, since, until])
    for leader, since, until in runs:
        if leader is None or until is None or until > writer.plan.today:
            continue
        leaving = until == life.left_on
        yield PastEdge(
            actor=writer.people[leader.number],
            target=writer.people[life.number],
            kind=PastEdge.Kind.MANAGER,
            valid_from=since,
            valid_until=until,
            reads_until=until + LAST_MANAGER_READS if leaving else until,
        )


def write_patterns(writer: Writer) -> int:
    here = [life for life in writer.plan.lives if life.here_on(writer.plan.today)]
    rows = [
        WorkingPattern(
            person=writer.people[life.number],
            valid_from=max(life.joined_on, writer.plan.begin),
            weeks=PATTERNS[life.hours],
            # Neighbours take turns instead of all being early in the same week.
            starts_on=monday_of(writer.plan.begin) + timedelta(weeks=life.number % 3),
        )
        for life in here
    ]
    return len(write_all(WorkingPattern, rows))
