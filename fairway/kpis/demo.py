"""Saltmarsh's numbers, two years of them, each with something to find in it.

A real shift (first-contact resolution, since a chapter of the guide), seasons (visitors by day of
the week), a vanity metric (followers), one that leads another by six weeks (deliveries counted on
arrival, empty shelves), one that only sways (rating of the answer), one with gaps and a late
correction (rotas in time), one to keep between bounds (days of stock), and parts (three shops).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from fairway.foundation.demo import DemoCompany
from fairway.foundation.models import Link
from fairway.kpis.actions.judging import standing_of
from fairway.kpis.actions.roles import BELONGS_TO
from fairway.kpis.calendar import Cadence
from fairway.kpis.demo_boards import make_boards
from fairway.kpis.demo_words import KPIS, OF_ROLES, SHOPS
from fairway.kpis.judging import judge, load
from fairway.kpis.models import (
    Annotation,
    Kpi,
    KpiTarget,
    Observation,
    Screening,
    Segment,
    Signal,
    Standing,
)
from fairway.people.models import JobProfile
from fairway.strategy.models import Period, StrategicPriority

WEEKS, MONTHS, DAYS = 104, 24, 730
SHIFT, LEAD = 8, 6
WEEKDAYS = (-140, -160, -110, -60, 90, 260, 120)  # visitors more or fewer, Monday first
GAPS, CORRECTED = (11, 12, 31, 47, 48, 49, 70), 6  # weeks ago
Point = tuple[date, float]


def make_kpis(company: DemoCompany) -> None:
    rng = company.random("kpis")
    made = {key: _define(company, key) for key in KPIS}
    served, empty = _lead_and_follow(rng, company.today)
    told: dict[str, list[Point]] = {
        "fcr": _shift(rng, company.today),
        "hours": _weekly(company.today, lambda _week: rng.gauss(15, 1.6)),
        "rating": _weekly(company.today, lambda _week: rng.gauss(4.3, 0.08)),
        "counted": served,
        "empty": empty,
        "followers": _followers(rng, company.today),
        "visitors": _visitors(rng, company.today, DAYS),
        "rotas": _rotas(rng, company.today),
        "stock": _weekly(company.today, lambda _week: rng.gauss(25.5, 1.3)),
        "takings": _takings(rng, company.today),
        "good_answers": _weekly(company.today, partial(_good_answers, rng), weeks=40),
    }
    for key, points in told.items():
        _write(company, made[key], points)
    _parts(company, rng, made["visitors"])
    _correct(company, made["rotas"])
    _annotate(company, made)
    _aim(made)
    _give_to_roles(made)
    _screen(company, made["followers"])
    make_boards(company, made)
    for kpi in made.values():
        _judge(company, kpi)
    _explain(company, made["good_answers"])


def _define(company: DemoCompany, key: str) -> Kpi:
    words = dict(KPIS[key])
    priority = words.pop("priority", None)
    kpi = Kpi.objects.create(
        owner=company.cast[str(words.pop("owner"))],
        unit=company.units.get(str(words.pop("unit", ""))),
        person=company.cast.get(str(words.pop("person", ""))),
        priority=_priority(priority, company.today),
        **words,
    )
    company.remember("kpis.added", company.moment(DAYS), actor=kpi.owner, subject=kpi)
    return kpi


def _priority(words: Any, today: date) -> StrategicPriority | None:
    rows = StrategicPriority.objects.filter(
        period__starts_on__lte=today, period__until_on__gt=today
    )
    return next((one for one in rows if words and words in str(one)), None)


def _shift(rng: random.Random, today: date) -> list[Point]:
    """Swaying around 73 for most of two years, and around 76 for eight weeks."""
    points = _weekly(today, lambda week: rng.uniform(71.4, 74.8) if week >= SHIFT else 0)
    lately = [75.2, 75.9, 74.8, 76.1, 77.0, 76.3, 75.6, 76.4]
    return [*points[:-SHIFT], *zip((day for day, _v in points[-SHIFT:]), lately, strict=True)]


def _good_answers(rng: random.Random, week: int) -> float:
    """Better since the guide has its second chapter."""
    return min(99.5, rng.gauss(91, 1.5) + (5.5 if week < SHIFT else 0))


def _lead_and_follow(rng: random.Random, today: date) -> tuple[list[Point], list[Point]]:
    """What is counted on arrival today is not missing from a shelf six weeks on."""
    level, counted = 80.0, list[float]()
    for _week in range(WEEKS + LEAD):
        level += 0.15 * (80 - level) + rng.gauss(0, 3)
        counted.append(min(98.0, max(55.0, level)))
    missing = [9 - 0.14 * (one - 80) + rng.gauss(0, 0.12) for one in counted]
    ahead = counted[LEAD:]
    return (
        _weekly(today, lambda week: ahead[WEEKS - 1 - week]),
        _weekly(today, lambda week: missing[WEEKS - 1 - week]),
    )


def _followers(rng: random.Random, today: date) -> list[Point]:
    total, found = 8200.0, list[Point]()
    for day, _value in _weekly(today, lambda week: 0):
        total += rng.randint(20, 160)
        found.append((day, total))
    return found


def _visitors(rng: random.Random, today: date, days: int, around: int = 900) -> list[Point]:
    found: list[Point] = []
    for ago in range(days, 0, -1):
        day = today - timedelta(days=ago)
        usual = around + WEEKDAYS[day.weekday()] * around / 900
        found.append((day, max(0.0, rng.gauss(usual, around / 18))))
    return found


def _rotas(rng: random.Random, today: date) -> list[Point]:
    points = _weekly(today, lambda _week: rng.gauss(82, 3.5))
    return [one for ago, one in zip(range(WEEKS, 0, -1), points, strict=True) if ago not in GAPS]


def _takings(rng: random.Random, today: date) -> list[Point]:
    """By the month; December is December."""
    day, days = today.replace(day=1), []
    for _month in range(MONTHS):
        day = (day - timedelta(days=1)).replace(day=1)
        days.append(day)
    season = {11: 1.12, 12: 1.45, 1: 0.82, 2: 0.85, 7: 1.1, 8: 1.12}
    return [(one, rng.gauss(41_000, 1_200) * season.get(one.month, 1)) for one in days[::-1]]


def _weekly(today: date, value: Callable[[int], float], *, weeks: int = WEEKS) -> list[Point]:
    """`value` of how many weeks before the last one, the earliest first."""
    last = today - timedelta(days=today.weekday() + 7)
    return [(last - timedelta(weeks=week), value(week)) for week in range(weeks - 1, -1, -1)]


def _write(
    company: DemoCompany, kpi: Kpi, points: Sequence[Point], segment: Segment | None = None
) -> None:
    cadence = Cadence(kpi.cadence)
    rows = [
        Observation(
            kpi=kpi,
            segment=segment,
            starts_on=day,
            value=round(value * 10**kpi.decimals),
            source=Observation.Source.UPLOAD,
            recorded_by=kpi.owner,
            recorded_at=_evening(min(cadence.next(day), company.today)),
        )
        for day, value in points
    ]
    Observation.objects.bulk_create(rows, batch_size=2000)


def _parts(company: DemoCompany, rng: random.Random, kpi: Kpi) -> None:
    for place, (key, name) in enumerate(SHOPS.items()):
        unit = company.units.get(key)
        segment = Segment.objects.create(kpi=kpi, name=name, unit=unit)
        _write(company, kpi, _visitors(rng, company.today, 120, around=90 + 40 * place), segment)


def _correct(company: DemoCompany, kpi: Kpi) -> None:
    """Two weeks late somebody saw that a shop was missing."""
    last = company.today - timedelta(days=company.today.weekday() + 7)
    row = kpi.observations.get(starts_on=last - timedelta(weeks=CORRECTED))
    found = _evening(row.starts_on + timedelta(weeks=3))
    Observation.objects.filter(pk=row.pk).update(replaced_at=found)
    Observation.objects.create(
        kpi=kpi,
        starts_on=row.starts_on,
        value=row.value - 45,
        note="Brighton was missing",
        recorded_by=kpi.owner,
        recorded_at=found,
    )
    company.remember("kpis.corrected", found, actor=kpi.owner, subject=kpi)


def _annotate(company: DemoCompany, made: dict[str, Kpi]) -> None:
    last = company.today - timedelta(days=company.today.weekday() + 7)
    for key, weeks, who, text in (
        ("fcr", SHIFT - 1, "ana", "Returns guide, chapter two"),
        ("fcr", 14, "bo", "Two people joined in Manila"),
        ("hours", 14, "bo", "Two people joined in Manila"),
        ("counted", 30, "noor", "Hand scanners in every stockroom"),
    ):
        Annotation.objects.create(
            kpi=made[key], on=last - timedelta(weeks=weeks), text=text, author=company.cast[who]
        )


def _aim(made: dict[str, Kpi]) -> None:
    """Until the end of the year that runs."""
    year = Period.objects.filter(kind=Period.Kind.YEAR).open().order_by("-starts_on").first()
    aims = {"fcr": (800, None), "empty": (60, None), "stock": (220, 290), "hours": (120, None)}
    for key, (value, upper) in aims.items() if year else ():
        KpiTarget.objects.create(kpi=made[key], period=year, value=value, upper=upper)


def _give_to_roles(made: dict[str, Kpi]) -> None:
    roles = {str(one): one for one in JobProfile.objects.all()}
    Link.objects.bulk_create(
        Link(
            source_type=Kpi._meta.label_lower,
            source_id=made[key].pk,
            relation=BELONGS_TO,
            target_type=JobProfile._meta.label_lower,
            target_id=roles[name].pk,
        )
        for key, names in OF_ROLES.items()
        for name in names
        if name in roles
    )


def _screen(company: DemoCompany, kpi: Kpi) -> None:
    """Somebody asked the eight questions of the number that everybody likes to show."""
    asked = company.moment(20)
    kpi.screening = Screening.objects.create(
        kpi=kpi,
        answers={
            "no_response": "no",
            "no_owner": "yes",
            "never_discussed": "no",
            "always_up": "no",
            "count_without_quality": "unsure",
        },
        note="We keep it until the shops have chosen what to look at instead.",
        author=kpi.owner,
        at=asked,
    )
    kpi.save(update_fields=["screening"])
    company.remember("kpis.screened", asked, actor=kpi.owner, subject=kpi)


def _judge(company: DemoCompany, kpi: Kpi) -> None:
    """As it would have been found on the day."""
    judged = judge(kpi, load(kpi))
    Standing.objects.create(kpi=kpi, **standing_of(kpi, judged))
    if judged is None or judged.now is None:
        return
    days, now = judged.series.days, judged.now
    signal = Signal.objects.create(
        kpi=kpi,
        rule=now.rule,
        side=Signal.Side.UP if now.up else Signal.Side.DOWN,
        since=days[now.since],
        fired_on=days[now.fired],
        found_at=_evening(min(Cadence(kpi.cadence).next(days[now.fired]), company.today)),
    )
    company.remember(
        "kpis.signal_found", signal.found_at, actor=kpi.owner, subject=kpi, signal=signal.public_id
    )


def _explain(company: DemoCompany, kpi: Kpi) -> None:
    """Bo and Ana have talked about it, so it waits for nobody."""
    told = company.moment(5, 9, 40)
    kpi.signals.update(
        state=Signal.State.EXPLAINED,
        words="Since chapter two of the guide is out: Ana wrote it, and answers from it.",
        settled_by=kpi.owner,
        settled_at=told,
    )
    company.remember("kpis.signal_explained", told, actor=kpi.owner, subject=kpi)


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(17), UTC)
