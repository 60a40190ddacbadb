"""Saltmarsh's strategy: a retailer that wants returns to be easy, work to be good, shelves to be right."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from fairway.foundation.demo import DemoCompany
from fairway.strategy.calendar import FiscalCalendar
from fairway.strategy.models import Mission, Period, StrategicPriority, Value

MISSION = "We sell things that last for homes by the sea, and stand by them for as long as they do."
FORMER_MISSION = "We sell good things for homes by the sea."
VISION = {
    "en": "Every customer leaves with the right thing, wherever they met us",
    "pt": "Cada cliente sai com a peça certa, onde quer que nos tenha encontrado",
}
PRIORITIES = (
    (
        {"en": "Make returns effortless", "pt": "Tornar as devoluções simples"},
        "mia",
        "One return in five takes two conversations, and half of those customers do not come back. "
        "Somebody who brings a thing back tells us the truth about it: we want to hear it, once, "
        "and settle it on the spot, whoever sold it.",
    ),
    (
        {"en": "Good places to work", "pt": "Bons lugares para trabalhar"},
        "farah",
        "People leave our shops for one hour more of notice. Rotas two weeks ahead, shift leads "
        "from our own teams, and a 1:1 that takes place: that is what they asked for.",
    ),
    (
        {"en": "Know what is on the shelf", "pt": "Saber o que está na prateleira"},
        "noor",
        "A customer who came for a thing that the screen promised and the shelf did not have is a "
        "customer we sent away. Count once, when it arrives, and keep the count true.",
    ),
)
LAST_YEAR = (
    ({"en": "Open on the Aegean"}, "dee", "Five shops with a partner who knows the coast."),
    (
        {"en": "One desk for every question"},
        "sam",
        "Returns, orders and payments had a desk each. Customers should not have to know which.",
    ),
)
NEXT_YEAR = (
    (
        {"en": "Repair before replace", "pt": "Reparar antes de substituir"},
        "devika",
        "Things that last need somebody who mends them. A first draft, for the spring round.",
    ),
)
VALUES = (
    (
        {"en": "Own the outcome", "pt": "Assumir o resultado"},
        "Stays with a customer's matter until it is settled, also when another team has to help.",
    ),
    (
        {"en": "Say it early", "pt": "Dizer cedo"},
        "Names what goes wrong while it is small, to the person who can mend it.",
    ),
    (
        {"en": "Leave it tidier", "pt": "Deixar melhor"},
        "Hands over a shelf, a page or a shift in a better state than it was found in.",
    ),
    (
        {"en": "Think of the other shift", "pt": "Pensar no outro turno"},
        "Writes down what the next one needs to know: eight hours away, nobody can ask.",
    ),
)


def make_strategy(company: DemoCompany) -> None:
    """Last year, this one and the next, with what mattered in each."""
    years = [make_year(company, company.today.year + step) for step in (-1, 0, 1)]
    for year, priorities in zip(years, (LAST_YEAR, PRIORITIES, NEXT_YEAR), strict=True):
        for rank, (title, owner, why) in enumerate(priorities):
            priority = StrategicPriority.objects.create(
                period=year, rank=rank, title=title, why=why, owner=company.cast[owner]
            )
            _remember(company, "strategy.priority_added", year.starts_on - timedelta(30), priority)
    make_mission(company)
    for rank, (name, looks_like) in enumerate(VALUES):
        value = Value.objects.create(rank=rank, name=name, looks_like=looks_like)
        _remember(company, "strategy.value_added", company.day(700), value)


def make_year(company: DemoCompany, year: int) -> Period:
    """What has passed is closed, what runs is open, what comes is planned."""
    rows = []
    for span in FiscalCalendar().spans(year):
        begun, over = span.starts_on <= company.today, span.until_on <= company.today
        rows.append(
            Period(
                kind=span.kind,
                name=span.name,
                starts_on=span.starts_on,
                until_on=span.until_on,
                opened_at=_morning(span.starts_on - timedelta(days=14)) if begun else None,
                closed_at=_morning(span.until_on + timedelta(days=7)) if over else None,
            )
        )
    for row in rows:
        row.save()
        _remember_period(company, row)
    return rows[0]


def make_mission(company: DemoCompany) -> None:
    changed = company.moment(600)
    first = Mission.objects.create(
        statement=FORMER_MISSION, set_at=company.moment(1400), replaced_at=changed
    )
    now = Mission.objects.create(
        statement=MISSION, vision=VISION, vision_year=company.today.year + 2, set_at=changed
    )
    _remember(company, "strategy.mission_set", company.day(1400), first)
    _remember(company, "strategy.mission_set", company.day(600), now)


def _remember_period(company: DemoCompany, period: Period) -> None:
    _remember(company, "strategy.period_added", period.starts_on - timedelta(days=60), period)
    if period.opened_at:
        _remember(company, "strategy.period_opened", period.opened_at.date(), period)
    if period.closed_at:
        _remember(company, "strategy.period_closed", period.closed_at.date(), period)


def _remember(company: DemoCompany, kind: str, day: date, subject: object) -> None:
    actor = company.cast["hana" if "period" in kind else "ingrid"]
    company.remember(kind, _morning(min(day, company.today)), actor=actor, subject=subject)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(8, 30), UTC)
