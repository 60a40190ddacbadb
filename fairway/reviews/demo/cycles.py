"""Reviews at Saltmarsh: three half-years that are over, one that is being written, one in the making.

Two in three have named whom to ask. Ana has named two colleagues and a customer, and has still to
write about herself; Bo has most of his reviews ahead of him, and one name to agree to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from fairway.foundation.actors import SYSTEM
from fairway.foundation.bulk import insert_objects, reserve_ids
from fairway.foundation.demo import DemoCompany
from fairway.foundation.languages import Texts
from fairway.people.models import Person, UnitChain
from fairway.reviews.actions.asking_skills import lacking, make
from fairway.reviews.actions.templates import write_parts
from fairway.reviews.demo.days import days_of_their_own
from fairway.reviews.demo.levels import editions_then
from fairway.reviews.demo.naming import whom_they_named
from fairway.reviews.demo.words import how_it_was_done
from fairway.reviews.models import (
    BankQuestion,
    CycleKind,
    Participant,
    Phase,
    Review,
    ReviewCycle,
    ReviewTemplate,
    TemplateVersion,
    minutes_for,
)
from fairway.reviews.population import Population
from fairway.reviews.reading.stops import KEPT_LATER
from fairway.reviews.ready import ready_called
from fairway.reviews.wording import Kind as Asked
from fairway.reviews.wording import Part, spoken

Kind, State = CycleKind.Kind, Review.State
SMALL = 400  # people: of larger companies only the support looks back, and no more than so many
THRESHOLD = 4
BEGAN, NAMING, WRITING = 12, 7, 21  # days ago that the running one began, and days for each phase
NOTICE = (
    "Twice a year we sum up what was said before, and look ahead: what helped, what comes next, and "
    "what to learn. Nothing in it should be a surprise. Ask Hana if something is unclear."
)
BANK = (
    ("Looking back", "Which decision of these months would you take again?"),
    ("Looking back", "What did you stop doing, and what came of it?"),
    ("Next", "What would make the next half-year easier, and who can do something about it?"),
)


@dataclass(frozen=True)
class Half:
    """January to June, or July to December."""

    begins: date

    @classmethod
    def of(cls, day: date) -> Half:
        return cls(date(day.year, 7 if day.month > 6 else 1, 1))

    @property
    def until(self) -> date:
        year = self.begins.year
        return date(year, 7, 1) if self.begins.month == 1 else date(year + 1, 1, 1)

    @property
    def before(self) -> Half:
        return Half.of(self.begins - timedelta(days=1))

    @property
    def name(self) -> str:
        half = "First" if self.begins.month == 1 else "Second"
        return f"{half} half of {self.begins.year}"


def make_cycles(company: DemoCompany) -> None:
    if not {"ana", "bo", "hana"} <= set(company.cast):
        return
    half_year = _template(company, "half_year", how_it_was_done())
    upward = _template(company, "upward")
    _bank()
    chance, half = company.random("review cycles"), Half.of(company.day(BEGAN))
    for past in (half.before.before.before, half.before.before, half.before):
        _over(company, past, half_year, chance)
    _running(company, half, half_year, upward, chance)
    _in_the_making(company, upward)


def _template(company: DemoCompany, key: str, *more: Part) -> TemplateVersion:
    """A ready one, with `more` behind its first part."""
    ready: Any = ready_called(key)
    said = spoken(ready)
    made = ReviewTemplate.objects.create(
        name=said.name, kind_of_use=said.use, opening=Texts.of(said.opening)
    )
    at = company.moment(900)
    version = made.versions.create(number=1, published_at=at)
    write_parts(version, [*said.parts[:1], *more, *said.parts[1:]])
    company.remember("reviews.template_published", at, actor=SYSTEM, subject=made, version=1)
    return TemplateVersion.objects.whole().get(pk=version.pk)


def _bank() -> None:
    for theme, text in BANK:
        BankQuestion.objects.create(theme=theme, kind=Asked.TEXT, text=Texts.of(text))


def _cycle(company: DemoCompany, name: str, begins: date, until: date, **more: Any) -> ReviewCycle:
    return ReviewCycle.objects.create(
        name=name,
        period_from=begins,
        period_until=until,
        threshold=THRESHOLD,
        facilitator=company.cast["hana"],
        notice=Texts.of(NOTICE),
        **more,
    )


def _asks(cycle: ReviewCycle, version: TemplateVersion, *kinds: str) -> None:
    for kind in kinds:
        CycleKind.objects.create(
            cycle=cycle,
            kind=kind,
            template_version=version,
            anonymous=kind in (Kind.PEER, Kind.UPWARD, Kind.EXTERNAL),
            minutes=minutes_for(version.questions_for(kind)),
        )


def _over(company: DemoCompany, half: Half, version: TemplateVersion, chance: Random) -> None:
    """Self-reviews and those of managers, nearly all of them written."""
    opened = (company.today - half.until).days
    cycle = _cycle(
        company,
        half.name,
        half.begins,
        half.until,
        purpose="half_year",
        state=ReviewCycle.State.CLOSED,
        launched_at=company.moment(opened),
        ready_at=company.moment(opened),
        closed_at=company.moment(max(opened - 40, 1)),
    )
    _asks(cycle, version, Kind.SELF, Kind.MANAGER)
    due_on = half.until + timedelta(days=WRITING)
    Phase.objects.create(cycle=cycle, kind="write", opens_on=half.until, due_on=due_on)
    people = [one for one in _people(company) if one.joined_on and one.joined_on < half.until]
    made = _participants(cycle, people)
    reviews = []
    for one in made:
        for kind, writer in ((Kind.SELF, one.person_id), (Kind.MANAGER, one.author_id or 0)):
            sent = State.SIGNED if kind == Kind.MANAGER else State.SUBMITTED
            state = sent if chance.random() > 1 / 30 else State.OPEN
            at = _at(company, opened - chance.randint(3, 22), chance)
            reviews.append(_review(one, kind, writer, due_on, state, at))
    insert_objects(reviews)
    closed = company.moment(max(opened - 40, 1))
    company.remember("reviews.cycle_closed", closed, actor=company.cast["hana"], subject=cycle)


def _running(
    company: DemoCompany,
    half: Half,
    version: TemplateVersion,
    upward: TemplateVersion,
    chance: Random,
) -> None:
    begins = company.day(BEGAN)
    cycle = _cycle(
        company,
        half.name,
        half.begins,
        half.until,
        purpose="half_year",
        state=ReviewCycle.State.LAUNCHED,
        peers_least=3,
        peers_most=5,
        manager_reads_report=True,
        launched_at=company.moment(BEGAN),
        ready_at=company.moment(BEGAN),
    )
    _asks(cycle, version, Kind.SELF, Kind.MANAGER, Kind.PEER)
    _asks(cycle, upward, Kind.UPWARD)
    _asks(cycle, _template(company, "development"), Kind.EXTERNAL)
    due_on = begins + timedelta(days=WRITING)
    for kind, ends in (("nominate", begins + timedelta(days=NAMING + 7)), ("write", due_on)):
        Phase.objects.create(cycle=cycle, kind=kind, opens_on=begins, due_on=ends)
    made = _participants(cycle, _people(company))
    known = {company.cast[key].pk for key in ("ana", "bo", "hana")}
    reviews = []
    for one, kind, writer in _owed(made):  # whom everybody knows has it still ahead
        sent = chance.random() < 0.5 and writer not in known
        at = _at(company, chance.randint(1, BEGAN - 1), chance)
        state = State.SUBMITTED if sent else State.OPEN
        reviews.append(_review(one, kind, writer, due_on, state, at))
    insert_objects(reviews)
    whom_they_named(company, cycle, made, due_on)
    days_of_their_own(company, cycle, made)
    launched = company.moment(BEGAN)
    hana = company.cast["hana"]
    company.remember("reviews.cycle_launched", launched, actor=hana, subject=cycle)


def _in_the_making(company: DemoCompany, upward: TemplateVersion) -> None:
    """Feedback to managers, set up and not launched."""
    first = company.day(-30)
    cycle = _cycle(
        company,
        f"Feedback to managers {first.year}",
        date(first.year, 1, 1),
        date(first.year + 1, 1, 1),
        purpose="upward",
        overall_rating=False,
        rules=Population(units=(company.units["support"].pk,)).stored(),
    )
    _asks(cycle, upward, Kind.SELF, Kind.UPWARD)
    Phase.objects.create(
        cycle=cycle, kind="write", opens_on=first, due_on=first + timedelta(days=WRITING)
    )
    hana, at = company.cast["hana"], company.moment(3)
    for step in KEPT_LATER:
        company.remember("reviews.cycle_edited", at, actor=hana, subject=cycle, step=step)


def _people(company: DemoCompany) -> Sequence[Person]:
    rows = Person.objects.active().filter(assignment__manager__active=True)
    rows = rows.select_related("assignment").order_by("public_id")
    if company.people <= SMALL:
        return list(rows)
    support = UnitChain.objects.filter(above=company.units["support"]).values("below")
    return list(rows.filter(assignment__unit__in=support)[:SMALL])


def _participants(cycle: ReviewCycle, people: Sequence[Person]) -> list[Participant]:
    editions = editions_then(cycle, people)
    made = [
        Participant(
            pk=key,
            cycle=cycle,
            person=one,
            author_id=one.assignment.manager_id,
            edition_id=editions.get(one.pk),
        )
        for key, one in zip(reserve_ids(Participant, len(people)), people, strict=True)
        if one.assignment is not None
    ]
    make(lacking(cycle, editions.values()))
    insert_objects(made)
    return made


def _owed(made: Sequence[Participant]) -> list[tuple[Participant, str, int]]:
    """About themselves, by their manager, and by their reports where these are enough."""
    below: dict[int, list[int]] = defaultdict(list)
    for one in made:
        below[one.author_id or 0].append(one.person_id)
    found: list[tuple[Participant, str, int]] = []
    for one in made:
        found.append((one, Kind.SELF, one.person_id))
        if one.author_id is not None:
            found.append((one, Kind.MANAGER, one.author_id))
        reports = below[one.person_id]
        if len(reports) >= THRESHOLD:
            found += [(one, Kind.UPWARD, report) for report in reports]
    return found


def _review(
    one: Participant, kind: str, writer: int, due_on: date, state: str, at: datetime
) -> Review:
    return Review(
        cycle=one.cycle,
        participant=one,
        kind=kind,
        reviewer_id=writer,
        state=state,
        opened_at=one.cycle.launched_at,
        submitted_at=None if state == State.OPEN else at,
        due_on=due_on,
    )


def _at(company: DemoCompany, ago: int, chance: Random) -> datetime:
    return company.moment(max(ago, 1), chance.randint(6, 17), chance.randint(0, 59))
