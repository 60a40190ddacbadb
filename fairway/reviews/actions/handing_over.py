"""Somebody's manager changes while a cycle runs: HR decides who goes on, within some days.

Until then the former manager stays the author, and the new one reads nothing of what was begun.
Decided or not, a draft is its writer's: the other reads it only where the writer releases it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from fairway.foundation.access import claim, lock
from fairway.foundation.actors import SYSTEM
from fairway.foundation.events import record
from fairway.foundation.policy import get
from fairway.people.days import organisation_day
from fairway.people.models import Appointment, Person, ReportingChain, UnitChain
from fairway.reviews.actions.keeping import asked_for, set_aside
from fairway.reviews.clock import IsThere, after_working_days, there
from fairway.reviews.days import Calendars, people_with_places
from fairway.reviews.models import CycleKind, Handover, Participant, Review, ReviewCycle

Choice, Kind, State = Handover.Choice, CycleKind.Kind, Review.State
AT_ONCE = 200
AHEAD = timedelta(days=180)  # of leave that is looked at, far more than there are days to decide


@transaction.atomic
def follow_manager(person: Person) -> int:
    """Open a handover in each running cycle whose author is no longer their manager.

    Called again, it comes to the same. Back with the author, what was open is not needed any more.
    """
    row = ReportingChain.objects.filter(below=person, depth=1, above__active=True).first()
    opened, cycles = 0, ReviewCycle.objects.running()
    for participant in Participant.objects.in_it().filter(person=person, cycle__in=cycles):
        opened += _follow(lock(participant), row.above if row else None)
    return opened


def _follow(participant: Participant, manager: Person | None) -> bool:
    waiting = participant.handovers.waiting().select_for_update().first()
    if manager is None or manager.pk == participant.author_id:
        if waiting is not None:
            _settle(waiting, Choice.KEEP, SYSTEM)
        return False
    if waiting is not None:
        if waiting.new_id != manager.pk:  # moved once more before anybody decided
            waiting.new = manager
            waiting.save(update_fields=["new"])
        return False
    if participant.author is None or not participant.author.active:
        _write_instead(participant, manager)  # nobody is there to keep it
        return False
    if _was_decided(participant, manager) or not _goes_on(participant):
        return False
    _open(participant, participant.author, manager)
    return True


def follow_lines() -> int:
    """Everybody whose author no longer is their manager; asked every night, as managers change in
    bulk too. Until then nothing is lost: the former manager stays the author anyway."""
    opened, last = 0, 0
    while some := list(_off_line().filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        for participant in some:
            opened += follow_manager(participant.person)
        last = some[-1].pk
    return opened


def _off_line() -> QuerySet[Participant]:
    """With another manager than the author, or with a handover that may have come to nothing."""
    managed = ReportingChain.objects.filter(depth=1, below=OuterRef("person"))
    still = managed.filter(above=OuterRef("author"))
    waiting = Handover.objects.waiting().filter(participant=OuterRef("pk"))
    rows = Participant.objects.in_it().filter(cycle__state=ReviewCycle.State.LAUNCHED)
    return rows.filter((Exists(managed) & ~Exists(still)) | Exists(waiting)).select_related(
        "person"
    )


@transaction.atomic
def decide_handover(handover: Handover, *, actor: Person, choice: str) -> Handover:
    handover = claim(handover, actor=actor, verb="decide")
    return _settle(handover, Choice(choice), actor)


@transaction.atomic
def release_draft(handover: Handover, *, actor: Person) -> Handover:
    """The former manager lets the new one read what they have begun."""
    handover = claim(handover, actor=actor, verb="release")
    handover.released_at = timezone.now()
    handover.save(update_fields=["released_at"])
    if handover.choice == Choice.CO_AUTHOR:
        _share_pen(handover)
    _tell("handover_released", handover, actor)
    return handover


def settle_overdue() -> int:
    """Nobody has decided in time: the new manager writes, the former one adds a part."""
    settled, day = 0, organisation_day()
    due = Handover.objects.waiting().filter(due_on__lt=day).order_by("pk")
    for handover in due[:AT_ONCE]:
        settled += _settle_overdue(handover)
    return settled


@transaction.atomic
def _settle_overdue(handover: Handover) -> bool:
    handover = lock(handover)
    if handover.decided_at is not None or not handover.participant.cycle.is_running:
        return False
    _settle(handover, Choice.TRANSFER, SYSTEM)
    return True


def _open(participant: Participant, old: Person, manager: Person) -> Handover:
    today = organisation_day()
    is_there = _somebody_decides(participant, today, besides=(old, manager))
    handover = Handover.objects.create(
        participant=participant,
        old=old,
        new=manager,
        opened_at=timezone.now(),
        due_on=after_working_days(today, get("reviews.handover_days"), is_there),
    )
    _tell("handover_opened", handover, SYSTEM)
    return handover


def _somebody_decides(
    participant: Participant, today: date, *, besides: tuple[Person, Person]
) -> IsThere:
    """A day counts on which somebody is there who may decide, by their own hours, leave and
    holidays; Monday to Friday, where nobody is named."""
    deciders = people_with_places(_who_decides(participant.person, besides))
    if not deciders:
        return there()
    calendars = Calendars(deciders, today, today + AHEAD)
    theirs = [calendars.there(one.pk) for one in deciders]
    return lambda day: any(is_there(day) for is_there in theirs)


def _who_decides(person: Person, besides: tuple[Person, Person]) -> list[int]:
    """HR partners of the person's unit, or people leads where it has none: never one of the two
    managers, nor the person or whoever works below them."""
    unit = person.assignment.unit_id if person.assignment else None
    over = UnitChain.objects.filter(below=unit).values("above")
    below = ReportingChain.objects.filter(above=person).values("below")
    named = Appointment.objects.on(organisation_day()).filter(person__active=True)
    named = named.exclude(Q(person__in=[person, *besides]) | Q(person__in=below))
    partners = named.filter(role=Appointment.Role.HR_PARTNER, unit__in=over)
    leads = named.filter(role=Appointment.Role.PEOPLE_LEAD)
    found = partners if partners.exists() else leads
    return list(found.order_by().values_list("person", flat=True).distinct())


def _was_decided(participant: Participant, manager: Person) -> bool:
    """Somebody said already how it goes on between these: it is not asked again every night."""
    decided = participant.handovers.filter(old=participant.author, new=manager)
    return decided.exclude(decided_by=None).exists()


def _goes_on(participant: Participant) -> bool:
    """Whether there is still something to write that the author owes, or has not shared."""
    theirs = participant.reviews.filter(kind=Kind.MANAGER, reviewer=participant.author)
    return theirs.filter(state__in=(State.OPEN, State.SUBMITTED, State.CALIBRATED)).exists()


def _settle(handover: Handover, choice: str, actor: Any) -> Handover:
    handover.choice, handover.decided_at = Choice(choice), timezone.now()
    handover.decided_by = actor if isinstance(actor, Person) else None
    handover.save(update_fields=["choice", "decided_at", "decided_by"])
    if choice == Choice.TRANSFER:
        _write_instead(lock(handover.participant), handover.new)
    if choice == Choice.CO_AUTHOR and handover.released_at is not None:
        _share_pen(handover)
    _tell("handover_decided", handover, actor, choice=str(choice))
    return handover


def _write_instead(participant: Participant, manager: Person) -> None:
    """The new manager becomes the author, with a review of their own and days enough for it.

    What the former one has begun stays theirs: they add it as a part, under their own name.
    """
    before = participant.reviews.filter(kind=Kind.MANAGER, reviewer=participant.author).first()
    gone = before is not None and before.reviewer is not None and not before.reviewer.active
    if before is not None and gone and before.state == State.OPEN:
        set_aside(before, Review.Aside.LEFT)  # who has left adds nothing any more
    participant.author = manager
    participant.version += 1
    participant.save(update_fields=["author", "version"])
    if participant.cycle.kinds.filter(kind=Kind.MANAGER).exists():
        least = before.last_day if before else None
        asked_for(participant, Kind.MANAGER, manager, at_least=least)


def _share_pen(handover: Handover) -> None:
    Review.objects.filter(
        participant=handover.participant,
        kind=Kind.MANAGER,
        reviewer=handover.old,
        state=State.OPEN,
    ).update(co_author=handover.new)


def _tell(kind: str, handover: Handover, actor: Any, **data: Any) -> None:
    about = handover.participant.person
    record(f"reviews.{kind}", actor=actor, subject=handover, about=about, **data)
