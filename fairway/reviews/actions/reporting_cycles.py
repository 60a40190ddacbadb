"""Make the report of a cycle: once, in the background, of everything that it left behind.

Who may read of which unit is asked when somebody reads; here all of them are made together, since
what one reader is told can be held against what another is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim, lock
from fairway.foundation.actors import SYSTEM
from fairway.foundation.events import record
from fairway.foundation.jobs.context import JobContext
from fairway.foundation.jobs.declaring import stepwise
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.models import Job
from fairway.foundation.policy import get
from fairway.reviews.actions.reporting_refused import LooksGoOn
from fairway.reviews.cycle_figures import ALL, Units, count_openly, keep, units_to_tell
from fairway.reviews.models import (
    CycleReport,
    Dispute,
    ReportPart,
    ReviewCycle,
    SharedVersion,
    UnitPattern,
)
from fairway.reviews.reading import cycle_facts as facts
from fairway.reviews.reading.cycle_gaps import gaps_by_unit
from fairway.reviews.unit_tree import Tree
from fairway.skills.models import Skill

STEPS_BELOW = 2  # of the organisation, that are told apart
FOR_LEADERS = ("moves", "far", "spread", "skills", "skills_left_out")
Told = dict[int, Any]  # by unit
NOWHERE = 0  # who works in no unit counts for the whole alone


def ask_for_report(cycle: ReviewCycle, *, actor: Any) -> Job:
    """Made if there is none yet; else second looks are added, once all of them are decided."""
    with transaction.atomic():
        cycle = claim(cycle, actor=actor, verb="report")
        known = CycleReport.objects.filter(cycle=cycle).first()
        if known is not None and (known.looks_at is not None or not looks_are_over(cycle)):
            raise LooksGoOn
        key = f"cycle-report:{cycle.pk}:{'looks' if known else 'made'}"
        return enqueue(make_report, key=key, owner=actor, cycle=cycle.pk)


@stepwise(label=_("Report of a cycle"))
def make_report(context: JobContext, cycle: int) -> int:
    found = ReviewCycle.objects.filter(pk=cycle, state=ReviewCycle.State.CLOSED).first()
    if found is None:
        return 0
    report = CycleReport.objects.filter(cycle=found).first()
    if report is None:
        report = write_report(found, progress=context.progress)
    if report.looks_at is None and looks_are_over(found):
        add_second_looks(report)
    return report.people


def write_report(
    cycle: ReviewCycle, *, progress: Callable[[int, int], None] = lambda done, of: None
) -> CycleReport:
    """Reckon first, then write in one short transaction."""
    units, top = _units(cycle)
    told = _reckon(cycle, units, progress)
    with transaction.atomic():
        cycle = lock(cycle)
        known = CycleReport.objects.filter(cycle=cycle).first()
        if known is not None:
            return known
        report = _keep(cycle, units, top, told, timezone.now())
        record("reviews.report_made", actor=SYSTEM, subject=report)
    return report


def write_past_report(cycle: ReviewCycle, at: datetime) -> CycleReport:
    """As it was counted at that moment; nobody hears of it."""
    units, top = _units(cycle)
    return _keep(cycle, units, top, _reckon(cycle, units, lambda done, of: None), at)


def _reckon(
    cycle: ReviewCycle, units: Units, progress: Callable[[int, int], None]
) -> dict[int, dict[str, Any]]:
    families = _families(cycle, units)
    told: dict[int, dict[str, Any]] = defaultdict(dict)
    for done, (name, reckon) in enumerate(families.items()):
        progress(done, len(families))
        for unit, content in reckon().items():
            told[unit][name] = content
    return told


def _keep(
    cycle: ReviewCycle, units: Units, top: int, told: Mapping[int, Any], at: datetime
) -> CycleReport:
    report = CycleReport.objects.create(cycle=cycle, made_at=at, people=len(units))
    for unit, people in sorted(units_to_tell(units).items()):
        _write(report, unit, top, people, told.get(unit, {}))
    return report


def _write(
    report: CycleReport, unit: int, top: int, people: int, content: Mapping[str, Any]
) -> None:
    said: dict[str, Any] = {
        "report": report,
        "unit_id": unit or None,
        "is_whole": unit == top,
        "people": people,
    }
    ReportPart.objects.create(content=dict(content), **said)
    for_leaders = {name: content[name] for name in FOR_LEADERS if name in content}
    UnitPattern.objects.create(content=for_leaders, **said)


def _units(cycle: ReviewCycle) -> tuple[dict[int, tuple[int, ...]], int]:
    """Person → the units that they count for, and which of these holds everybody."""
    people = facts.people_of(cycle)
    tree = Tree.of(people.values())
    told = tree.below_top(STEPS_BELOW) | facts.held_units()
    top = tree.top or NOWHERE
    found = {
        person: tuple({top, *tree.units_of(unit, told)} - _above(tree, top))
        for person, unit in people.items()
    }
    return found, top


def _above(tree: Tree, top: int) -> set[int]:
    """What holds the smallest unit that holds everybody says nothing more than that one does."""
    beyond: set[int] = set()
    for line in tree.above.values():
        beyond |= {unit for unit, far in line.items() if far > line.get(top, far)}
    return beyond


def _families(cycle: ReviewCycle, units: Units) -> dict[str, Callable[[], Told]]:
    return {
        # HR reads by name who has written, and when: there is nothing in it to hold back.
        "completion": lambda: _by_kind(facts.completion(cycle), units, count_openly),
        "timeliness": lambda: _by_kind(facts.timeliness(cycle), units, count_openly),
        "statements": lambda: _counted(facts.statements(cycle), units),
        "surprises": lambda: _counted(facts.surprises(cycle), units),
        "coverage": lambda: _covered(facts.coverage(cycle), units),
        "wording": lambda: _worded(cycle, units),
        "moves": lambda: _counted(facts.moves(cycle), units),
        "far": lambda: _counted(facts.far_moves(cycle), units),
        "spread": lambda: _spread(cycle, units),
        "gaps": lambda: dict(gaps_by_unit(cycle, units)),
        "skills": lambda: _skills(cycle, units),
        "skills_left_out": lambda: dict.fromkeys(
            units_to_tell(units), facts.skills_left_out(cycle)
        ),
    }


def _counted(rows: Sequence[facts.Fact], units: Units) -> Told:
    kept = keep(rows, units)
    return {unit: kept.counts(unit) for unit in kept.cells}


def _by_kind(
    kinds: Mapping[str, Sequence[facts.Fact]],
    units: Units,
    count: Callable[[Sequence[facts.Fact], Units], Any] = _counted,
) -> Told:
    found: Told = defaultdict(dict)
    for kind, rows in kinds.items():
        for unit, counts in count(rows, units).items():
            found[unit][kind] = counts
    return dict(found)


def _covered(rows: Sequence[facts.Fact], units: Units) -> Told:
    kept = keep(rows, units)
    return {
        unit: {**kept.counts(unit), "share": kept.means(unit).get("cited")} for unit in kept.cells
    }


def _worded(cycle: ReviewCycle, units: Units) -> Told:
    lengths, hinted = facts.wording(cycle)
    kept = keep(lengths, units, apart=False)
    rules = _by_kind(hinted, units)
    return {
        unit: {"lengths": kept.quartiles(unit), "rules": rules.get(unit, {})}
        for unit in {*kept.cells, *rules}
    }


def _spread(cycle: ReviewCycle, units: Units) -> Told:
    """Before and after as one family: what one of them holds back the other would tell."""
    rows = [
        facts.Fact(f"{when}:{one.cell}", one.person)
        for when, after in (("before", False), ("after", True))
        for one in facts.spread(cycle, after=after)
    ]
    told = _counted(rows, units)
    for counts in told.values():
        counts.pop(ALL, None)  # each person twice
    return told


def _skills(cycle: ReviewCycle, units: Units) -> Told:
    found: Told = defaultdict(list)
    by_skill = facts.skills(cycle)
    names = Skill.objects.in_bulk(by_skill)
    for key in sorted(by_skill, key=lambda one: (names[one].name, one)):
        skill = names[key]
        for unit, counts in _counted(by_skill[key], units).items():
            found[unit].append({"skill": skill.public_id, "name": skill.name, **counts})
    return dict(found)


def looks_are_over(cycle: ReviewCycle) -> bool:
    """None is open, and nobody can ask for one any more."""
    if Dispute.objects.open().filter(participant__cycle=cycle).exists():
        return False
    given = SharedVersion.objects.filter(participant__cycle=cycle)
    last = given.aggregate(last=Max("to_subject_at"))["last"]
    window = timedelta(days=get("reviews.dispute_window_days") + 1)
    return last is None or last + window < timezone.now()


@transaction.atomic
def add_second_looks(report: CycleReport) -> CycleReport:
    report = lock(report)
    if report.looks_at is None:
        keep_second_looks(report, timezone.now())
        record("reviews.report_looks", actor=SYSTEM, subject=report)
    return report


def keep_second_looks(report: CycleReport, at: datetime) -> None:
    units, _top = _units(report.cycle)
    kept = keep(facts.second_looks(report.cycle), units)
    for part in ReportPart.objects.filter(report=report):
        unit = part.unit_id or NOWHERE
        days = {cell: one for cell, one in kept.quartiles(unit).items() if one is not None}
        part.content = {
            **part.content,
            "looks": {"counts": kept.counts(unit), "days": days},
        }
        part.save(update_fields=["content"])
    report.looks_at = at
    report.save(update_fields=["looks_at"])


def complete_reports() -> int:
    """Nightly: second looks are added to the reports that wait for them."""
    waiting: Iterable[CycleReport] = CycleReport.objects.filter(looks_at=None)
    over = [one for one in waiting if looks_are_over(one.cycle)]
    for one in over:
        add_second_looks(one)
    return len(over)
