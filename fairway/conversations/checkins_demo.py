"""Check-ins at Saltmarsh: two years of Tuesdays, and what has been in Ana's way for five of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from fairway.conversations.checkins_clock import (
    WEEK,
    Plan,
    due_at,
    first_of_its_month,
    openings_in,
    week_of,
)
from fairway.conversations.checkins_standard import standard_questions
from fairway.conversations.models import (
    Blocker,
    CheckIn,
    CheckInAnswer,
    CheckInPriority,
    CheckInQuestion,
    CheckInReply,
    CheckInRhythm,
    CheckInTemplate,
    CheckInTurn,
    Promise,
    Support,
    Wellbeing,
)
from fairway.foundation.bulk import insert_objects, reserve_ids
from fairway.foundation.demo import DemoCompany
from fairway.people.availability.hours import known_zone
from fairway.people.models import OrgUnit, Person

WEEKS, FEW_WEEKS, MANY_PEOPLE = 104, 3, 1000
WRITES, SAYS_HOW, ASKS, WRITTEN_BY_NOW = 0.86, 0.7, 0.35, 0.5
HALF_A_DAY = timedelta(hours=12)
CARRIED, TOLD_WEEKS = 5, 4  # check-ins that Ana's blocker has stood in; weeks that are on record
Kind = CheckInQuestion.Kind
AT_ONCE = 400
NEEDS = (
    "An hour without messages on Thursday would do.",
    "Somebody who knows the carrier's contract.",
    "A word on which of the two comes first.",
    "Your eyes on the draft before Friday.",
    "Nothing this week, thank you.",
)
FIRST = (
    "Answer what has waited longest",
    "Write up what we agreed with the warehouse",
    "Show the new colleague the returns desk",
    "Close the open questions of last week",
    "Prepare the numbers for the month",
)
ANA_BLOCKER = (
    "Labels of the new carrier reach customers two days late, so they write again before the "
    "parcel moves."
)
NIGHT_BLOCKER = (
    "The night shift writes its handover in three places. I read all three before I dare to answer."
)
NIGHT_HELP = "One of the three to be the one that counts."
BO_REPLY = "I have heard nothing back from the carrier. Let us begin with this on Thursday."


def make_check_ins(company: DemoCompany) -> None:
    whole = OrgUnit.objects.filter(parent=None).order_by("pk").first()
    if whole is None:
        return
    template = _template(company)
    CheckInRhythm.objects.create(unit=whole, template=template, weekday=1, at=time(10, 0))
    people = Person.objects.filter(active=True, assignment__manager__active=True)
    found = people.select_related("assignment__location", "assignment__manager").order_by("pk")
    maker = Maker(company, template)
    for start in range(0, found.count(), AT_ONCE):
        maker.write(list(found[start : start + AT_ONCE]))
    _tell_of_ana(company)
    _tell_bo(company, maker.support)


def _template(company: DemoCompany) -> CheckInTemplate:
    template = CheckInTemplate.objects.create(name="Weekly check-in")
    begun = company.moment((WEEKS + 4) * 7)
    for rank, one in enumerate(standard_questions()):
        CheckInQuestion.objects.create(
            template=template,
            rank=rank,
            kind=one.kind,
            wording=one.wording,
            low=one.low,
            high=one.high,
            monthly=one.monthly,
            promise=one.promise,
            since=begun,
        )
    return template


class Maker:
    def __init__(self, company: DemoCompany, template: CheckInTemplate) -> None:
        self.company, self.template = company, template
        self.random: Random = company.random("check-ins")
        questions = {one.kind: one for one in template.questions.all()}
        self.support = questions[Kind.SUPPORT]
        long = company.dense or company.people <= MANY_PEOPLE
        self.weeks = WEEKS if long and not company.very_large else FEW_WEEKS
        self.told = {one.pk for one in company.cast.values()}  # of whom all is told, anywhere
        self.openings = lru_cache(maxsize=None)(_opening)
        self.now = company.moment(0, 6)
        self.ana = company.cast["ana"]
        self.told_since = week_of(company.today) - TOLD_WEEKS * WEEK

    def write(self, people: list[Person]) -> None:
        made = [one for person in people for one in self._of(person)]
        for one, key in zip(made, reserve_ids(CheckIn, len(made)), strict=True):
            one.pk = key
        insert_objects(made)
        sent = [one for one in made if one.is_sent]
        insert_objects(list(self._answers(sent)))
        insert_objects(list(self._feelings(sent)))
        insert_objects(list(self._priorities(sent)))
        last = {one.person_id: one.week_on for one in made}
        insert_objects([CheckInTurn(person=one, last_week_on=last.get(one.pk)) for one in people])
        for one in sent:
            self._remember(one)

    def _of(self, person: Person) -> Iterator[CheckIn]:
        """Oldest first; those of this week are not read yet."""
        zone, weeks = known_zone(person), WEEKS if person.pk in self.told else self.weeks
        this_week, before = week_of(self.company.today), None
        manager = person.assignment.manager if person.assignment else None
        for number in range(weeks, -1, -1):
            week_on = this_week - number * WEEK
            opened_at, until = self.openings(week_on, zone)
            if opened_at > self.now or _not_here(person, week_on):
                continue
            one = CheckIn(
                person=person,
                template=self.template,
                week_on=week_on,
                opened_at=opened_at,
                due_at=until,
                asks_monthly=first_of_its_month(week_on, before),
            )
            if self._is_written(one, number):
                self._send(one, manager, is_new=not number)
            before = week_on
            yield one

    def _is_written(self, one: CheckIn, weeks_ago: int) -> bool:
        """This week about half have by now, and Ana has not: hers is there to try."""
        if weeks_ago:
            return self.random.random() < WRITES
        late = self.random.random() < WRITTEN_BY_NOW
        return late and one.opened_at + HALF_A_DAY < self.now and one.person != self.ana

    def _send(self, one: CheckIn, manager: Any, *, is_new: bool) -> None:
        one.begun_at = one.opened_at + timedelta(minutes=self.random.randint(5, 300))
        one.sent_at = one.begun_at + timedelta(minutes=self.random.randint(2, 9))
        one.sent_to = manager
        read_at = one.sent_at + timedelta(hours=self.random.randint(2, 40))
        one.read_at = read_at if read_at < self.now and not is_new else None

    def _answers(self, sent: list[CheckIn]) -> Iterator[CheckInAnswer]:
        for one in sent:
            if self.random.random() < ASKS:
                chosen = self.random.choice(Support.values)
                words = self.random.choice(NEEDS)
                yield CheckInAnswer(
                    check_in=one, question=self.support, words=words, chosen=[chosen]
                )

    def _feelings(self, sent: list[CheckIn]) -> Iterator[Wellbeing]:
        for one in sent:
            if self.random.random() < SAYS_HOW:
                value = self.random.choices(range(1, 6), (1, 2, 5, 8, 4))[0]
                yield Wellbeing(check_in=one, value=value, promise=Promise.MANAGER.value)

    def _priorities(self, sent: list[CheckIn]) -> Iterator[CheckInPriority]:
        """What is done of the last ones is for the next check-in to say."""
        last = {one.person_id: one.pk for one in sent}
        for one in sent:
            number = 2 if self.weeks == WEEKS or one.person_id in self.told else 1
            for rank, words in enumerate(self.random.sample(FIRST, number)):
                done = self.random.random() < ASKS and last[one.person_id] != one.pk
                yield CheckInPriority(check_in=one, rank=rank, words=words, done=done)

    def _remember(self, one: CheckIn) -> None:
        if one.week_on < self.told_since or one.sent_at is None or one.sent_to is None:
            return
        self.company.remember(
            "conversations.check_in_sent",
            one.sent_at,
            actor=one.person,
            subject=one,
            about=one.person,
            to=one.sent_to.pk,
            again=False,
        )


def _opening(week_on: date, zone: str) -> tuple[datetime, datetime]:
    """When those of a zone open that week, and until when it lasts."""
    [opening] = list(openings_in(week_on, Plan(zone, 1, time(10, 0))))[:1]
    return opening.at, due_at(week_on, zone)


def _not_here(person: Person, week_on: date) -> bool:
    return person.joined_on is not None and week_on < person.joined_on


def _tell_of_ana(company: DemoCompany) -> None:
    """Five check-ins with the same words in them; the last one waits to be talked about."""
    ana, bo = company.cast["ana"], company.cast["bo"]
    mine = CheckIn.objects.filter(person=ana, sent_to=bo).order_by("-week_on")
    lately = list(mine[:CARRIED])
    if len(lately) < CARRIED:
        return
    first, last = lately[-1], lately[0]
    Blocker.objects.create(
        person=ana,
        raised_in=first,
        last_in=last,
        words=ANA_BLOCKER,
        weeks=CARRIED,
        taken_up=Blocker.TakenUp.AGENDA,
        taken_up_at=last.sent_at,
        taken_up_by=ana,
    )
    told: datetime | None = last.read_at or last.sent_at
    if told is not None:
        CheckInReply.objects.create(check_in=last, by=bo, at=told, body=BO_REPLY)
        CheckIn.objects.filter(pk=last.pk).update(read_at=told)


def _tell_bo(company: DemoCompany, support: CheckInQuestion) -> None:
    """The one that waits longest for Bo says what is in the way and what would help."""
    bo = company.cast["bo"]
    waiting = CheckIn.objects.unread().filter(sent_to=bo).select_related("person")
    first = waiting.order_by("sent_at", "pk").first()
    if first is None:
        return
    Blocker.objects.create(person=first.person, raised_in=first, last_in=first, words=NIGHT_BLOCKER)
    CheckInAnswer.objects.update_or_create(
        check_in=first,
        question=support,
        defaults={"words": NIGHT_HELP, "chosen": [Support.DECISION.value]},
    )
