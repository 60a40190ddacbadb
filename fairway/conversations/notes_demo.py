"""What Saltmarsh's managers noted and its people achieved; of Ana and Bo, a story.

From spring on Bo wrote nothing of Ana: her timeline shows the gap, and her own wins fill it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from fairway.conversations.models import CoachingNote, Win
from fairway.foundation.bulk import insert_objects
from fairway.foundation.demo import DemoCompany
from fairway.people.models import Person

Audience = CoachingNote.Audience
YEARS = 700  # days
# Days ago, whether Ana reads it, and what Bo wrote.
OF_ANA = (
    (281, True, "Took over the returns desk in its worst week and kept calm. Two customers wrote."),
    (268, False, "Says yes too fast. Ask her next time what she would drop for it."),
    (248, True, "Explained the new refund steps to the night shift without being asked."),
    (61, True, "Asked the warehouse before promising a day. That is what saved the Leeds order."),
    (33, False, "Quiet in the round of twelve. Try pairs first."),
    (9, True, "Showed Lee how to read the queue; Lee now does it alone."),
)
WINS_OF_ANA = (
    (212, True, "The label printer no longer stops the line: found the setting with Cy."),
    (176, True, "Wrote the page on damaged parcels. Half the questions are gone."),
    (140, True, "First call in Tagalog settled without a transfer."),
    (96, False, "Spoke up about the weekend rota. It was hard, and it was heard."),
    (12, True, "Four of five returns answered on first contact this week."),
)
NOTES = (
    "Prepared well and let others speak first.",
    "Found the mistake before the customer did.",
    "The handover was late twice; we agreed on a reminder.",
    "Took the new colleague along to every visit.",
    "Said early that the date would not hold.",
    "Asked the driver before blaming the route. It was the loading bay.",
    "Left the count for the next shift without a word. We talked about what to write down.",
    "Explained a price to an angry customer and stayed friendly.",
    "Wrote the steps down so that the night shift can do it, too.",
    "Promised a day without asking the depot. We had to call back.",
    "Kept the meeting to its half hour and everybody had spoken.",
    "Offered to swap a weekend before anybody asked.",
)
COACHING = (
    "Ask more, tell less: they know the answer.",
    "I interrupted. Begin with their list next time.",
    "Needs the why before the what.",
    "Praise at once, not at the end of the month.",
    "Let them choose the order of the day.",
    "Do not solve it for them: ask what they have tried.",
)
WINS = (
    "The stock count balanced on the first try.",
    "Solved the complaint that had been open since spring.",
    "Trained two people on the new till.",
    "The shift plan went out a week early.",
    "A customer wrote to thank me by name.",
    "Found a way to pack jars that saves a box in ten.",
    "First month without a parcel sent to the wrong place.",
    "Led the stand-up while our lead was away.",
    "Closed a quarter's invoices in three days.",
)


def make_notes_and_wins(company: DemoCompany) -> None:
    _of_ana(company)
    if company.very_large:
        return
    chance = company.random("notes and wins")
    people = Person.objects.filter(active=True, assignment__manager__isnull=False)
    people = people.exclude(pk=company.cast["ana"].pk).select_related("assignment").order_by("pk")
    notes: list[CoachingNote] = []
    wins: list[Win] = []
    for person in people:
        notes += _notes(company, person, chance)
        wins += _wins(company, person, chance)
    insert_objects(notes)
    insert_objects(wins)


def _of_ana(company: DemoCompany) -> None:
    ana, bo = company.cast["ana"], company.cast["bo"]
    for ago, shared, body in OF_ANA:
        note = CoachingNote.objects.create(**_note(company, ana, bo.pk, ago, shared, body))
        kind = "conversations.note_shared" if shared else "conversations.note_written"
        about = {"about": ana} if shared else {}
        company.remember(kind, company.moment(ago), actor=bo, subject=note, **about)
    for ago, shared, body in WINS_OF_ANA:
        win = Win.objects.create(**_win(company, ana, ago, shared, body))
        company.remember("conversations.win_written", company.moment(ago), actor=ana, subject=win)


def _notes(company: DemoCompany, person: Person, chance: Random) -> Iterator[CoachingNote]:
    """Of managers some write each month, some hardly ever."""
    at: Any = person.assignment
    for ago in _days(company, at, chance, every=chance.choice((60, 120, 400))):
        shared = chance.random() < 0.7
        body = chance.choice(NOTES if shared else COACHING)
        yield CoachingNote(**_note(company, person, at.manager_id, ago, shared, body))


def _wins(company: DemoCompany, person: Person, chance: Random) -> Iterator[Win]:
    for ago in _days(company, person.assignment, chance, every=chance.choice((45, 150, 500))):
        yield Win(**_win(company, person, ago, chance.random() < 0.6, chance.choice(WINS)))


def _days(company: DemoCompany, at: Any, chance: Random, *, every: int) -> Iterator[int]:
    """Days ago, since they hold their place: before, they had perhaps another manager."""
    first = min(YEARS, (company.today - at.valid_from).days)
    ago = chance.randint(3, every)
    while ago < first:
        yield ago
        ago += chance.randint(every // 2, every * 3 // 2)


def _note(
    company: DemoCompany, person: Person, author: int, ago: int, shared: bool, body: str
) -> dict[str, Any]:
    return {
        "person": person,
        "author_id": author,
        "audience": Audience.PERSON if shared else Audience.COACHING,
        "about_on": company.day(ago) - timedelta(days=1),
        "body": body,
        "written_at": company.moment(ago),
        "shared_on": company.day(ago) if shared else None,
    }


def _win(company: DemoCompany, person: Person, ago: int, shared: bool, body: str) -> dict[str, Any]:
    return {
        "person": person,
        "happened_on": company.day(ago),
        "body": body,
        "written_at": company.moment(ago),
        "shared_on": company.day(ago) if shared else None,
    }
