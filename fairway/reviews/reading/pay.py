"""Pay as each reader has it: rounds, sums that tell nobody's raise, lines, one's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairway.foundation.numbers import Money, Scaled
from fairway.foundation.numbers.currencies import DIGITS
from fairway.foundation.sealing import with_keys
from fairway.people.models import Person, UnitChain
from fairway.reviews.models import (
    Participant,
    PayBand,
    PayBudget,
    PayLine,
    PayRound,
    PaySaid,
    PayStep,
    ReviewCycle,
)
from fairway.reviews.pay_reckoning import (
    ABOVE,
    BELOW,
    LOWER,
    MIDDLE,
    UPPER,
    Counted,
    percent_of,
    position,
    total,
)
from fairway.reviews.reading.calibrating import read

SIZE = 50
ORDER = ("pk",)  # lines are made by name
PLACES = {
    BELOW: gettext_lazy("below the band"),
    LOWER: gettext_lazy("in the lower half of the band"),
    MIDDLE: gettext_lazy("around the middle of the band"),
    UPPER: gettext_lazy("in the upper half of the band"),
    ABOVE: gettext_lazy("above the band"),
}


@dataclass(frozen=True)
class Row:
    """One person's pay, in words."""

    line: Any
    now: str
    proposed: str
    raised: str
    place: str
    reason: str


@dataclass(frozen=True)
class BudgetRow:
    """A budget, and what of it is planned, where the reader may know."""

    budget: PayBudget
    amount: str
    planned: str
    percent: int | None
    share: float  # of the budget, for the bar
    tone: str
    not_counted: int
    over: str = ""  # by how much raises come to more than it


def rounds_of(viewer: Person) -> QuerySet[PayRound]:
    return PayRound.objects.allowed(viewer).select_related("cycle")


def to_begin(viewer: Person) -> QuerySet[ReviewCycle]:
    """Cycles after which the viewer may begin a round, and nobody has."""
    asked = ReviewCycle.objects.allowed(viewer, "begin_pay")
    return asked.filter(pay_round=None).order_by("-period_until", "-pk")


def numbers_of(round_: PayRound) -> dict[str, int]:
    """Whom the next step concerns: people of the round, and those whose raise was approved."""
    if round_.is_set_up:
        rows = Participant.objects.in_it().filter(cycle=round_.cycle_id, person__active=True)
        banded = Q(person__assignment__job_profile__in=round_.bands.order_by().values("profile"))
        counted = rows.aggregate(people=Count("pk"), banded=Count("pk", filter=banded))
        return {**counted, "bandless": counted["people"] - counted["banded"], "approved": 0}
    approved = Count("pk", filter=Q(state=PayLine.State.APPROVED))
    return PayLine.objects.filter(round=round_).aggregate(people=Count("pk"), approved=approved)


def results_of(viewer: Person) -> list[PayLine]:
    rows = PayLine.objects.allowed(viewer, "hear").filter(person=viewer)
    return list(rows.select_related("round__cycle").order_by("-pk"))


def lines_of(round_: PayRound, viewer: Person) -> QuerySet[PayLine]:
    rows = PayLine.objects.allowed(viewer).filter(round=round_)
    return rows.select_related("person", "profile", "unit").with_may(viewer, "decide")


def rows_of(round_: PayRound, lines: Iterable[Any]) -> list[Row]:
    """Two queries for any number of lines: their keys, and the bands of the round."""
    bands = {band.profile_id: band for band in round_.bands.all()}
    return [row_of(one, bands.get(one.profile_id)) for one in with_keys(lines, "content")]


def row_of(line: Any, band: PayBand | None) -> Row:
    said: PaySaid = line.said()
    amount = said.proposed if said.proposed is not None else said.current
    return Row(
        line=line,
        now=money(said.current, line.currency),
        proposed=money(said.proposed, line.currency),
        raised=_raised(said),
        place=_place(amount, line.currency, band),
        reason=said.reason,
    )


def money(minor: int | None, currency: str) -> str:
    return Money(minor, currency).say() if minor is not None and currency else ""


def band_in_words(band: PayBand) -> str:
    low, middle, high = (money(one, band.currency) for one in (band.low, band.middle, band.high))
    return _("%(low)s to %(high)s, the middle at %(middle)s") % {
        "low": low,
        "high": high,
        "middle": middle,
    }


def _raised(said: PaySaid) -> str:
    if said.current is None or said.proposed is None:
        return ""
    hundredths = percent_of(said.current, said.proposed)
    sign = "+" if hundredths > 0 else ""
    return _("%(percent)s %%") % {"percent": f"{sign}{Scaled(hundredths, -2).say()}"}


def _place(amount: int | None, currency: str, band: PayBand | None) -> str:
    if amount is None or band is None or band.currency != currency:
        return ""
    return str(PLACES[position(amount, band.low, band.middle, band.high)])


def budgets_of(round_: PayRound, viewer: Person) -> list[BudgetRow]:
    """Those that the viewer may know of: three queries, and one for the keys."""
    budgets = list(PayBudget.objects.allowed(viewer).filter(round=round_).select_related("unit"))
    if not budgets or round_.is_set_up:
        return [
            BudgetRow(one, money(one.amount, one.currency), "", None, 0, "", 0) for one in budgets
        ]
    covers = UnitChain.objects.filter(above__in=[one.unit_id for one in budgets])
    under = {below: above for above, below in covers.values_list("above", "below")}
    planned = PayLine.objects.filter(round=round_, unit__in=list(under)).with_may(viewer, "view")
    lines: dict[int, list[Any]] = {}
    for one in with_keys(planned.exclude(state=PayLine.State.DRAFT), "content"):
        lines.setdefault(under[one.unit_id or 0], []).append(one)
    return [_budget_row(one, lines.get(one.unit_id, []), round_, viewer) for one in budgets]


def _budget_row(budget: PayBudget, lines: list[Any], round_: PayRound, viewer: Person) -> BudgetRow:
    counted = [
        Counted(raised, line.may_view, line.person_id == viewer.pk)
        for line in lines
        if (raised := _raise_in(budget.currency, line)) is not None
    ]
    summed = total(counted, is_settled=round_.is_settled)
    percent = summed * 100 // budget.amount if summed is not None and budget.amount else None
    over = max(summed - budget.amount, 0) if summed is not None else 0
    return BudgetRow(
        budget=budget,
        amount=money(budget.amount, budget.currency),
        planned=money(summed, budget.currency),
        percent=percent,
        share=(percent or 0) / 100,
        tone="watch" if over else "go",
        not_counted=len(lines) - len(counted) if summed is not None else 0,
        over=money(over, budget.currency) if over else "",
    )


def _raise_in(currency: str, line: PayLine) -> int | None:
    said = line.said()
    if line.currency != currency or said.current is None or said.proposed is None:
        return None
    return said.proposed - said.current


def steps_of(line: PayLine) -> list[tuple[PayStep, str]]:
    rows = line.steps.select_related("by").order_by("at", "pk")
    return [(one, read(one, "reason")) for one in with_keys(rows, "reason")]


PAYROLL = ("staff number", "name", "unit", "role", "currency", "pay now", "new pay", "from")


def payroll_rows(round_: PayRound, viewer: Person) -> Iterator[tuple[Any, ...]]:
    """Approved lines of the viewer's units; amounts as plain decimals, as programs read them."""
    rows = PayLine.objects.allowed(viewer, "export").filter(round=round_)
    named = rows.select_related("person", "unit", "profile").order_by("person__sort_name", "pk")
    for line in with_keys(named, "content"):
        said = line.said()
        yield (
            line.person.employee_number,
            line.person.name,
            line.unit.name if line.unit else "",
            str(line.profile or ""),
            line.currency,
            plain(said.current, line.currency),
            plain(said.proposed, line.currency),
            round_.holds_from,
        )


def plain(minor: int | None, currency: str) -> str:
    """52,000.00 EUR as 52000.00."""
    if minor is None:
        return ""
    places = DIGITS[currency]
    whole, rest = divmod(minor, 10**places)
    return f"{whole}.{rest:0{places}}" if places else str(whole)
