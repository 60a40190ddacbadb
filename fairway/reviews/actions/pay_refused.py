"""What cannot be of pay, in words for whoever asked for it. No amount stands in any of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from fairway.foundation.refusal import Refusal


class RatingsOpen(Refusal):
    code = "ratings_open"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Ratings of this cycle are not final yet. Pay comes after the last review is sent "
                "and the last session is locked, or after the cycle is closed."
            )
        )


class HoldsTooEarly(Refusal):
    code = "pay_holds_too_early"
    field = "holds_from"

    def __init__(self) -> None:
        super().__init__(_("This day is before the period that the reviews are about."))


class BandOutOfOrder(Refusal):
    code = "band_out_of_order"
    field = "middle"

    def __init__(self) -> None:
        super().__init__(_("Write three amounts above nothing, from low over middle to high."))


class BudgetOverlaps(Refusal):
    """Two sums over the same people would tell of the few that are in one alone."""

    code = "budget_overlaps"
    field = "unit"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s has a budget that covers these people. A person counts into one alone."),
            name=name,
        )


class NothingToPlan(Refusal):
    code = "nothing_to_plan"

    def __init__(self) -> None:
        super().__init__(_("Nobody of this cycle is here any more, so there is nothing to plan."))


class StillWaiting(Refusal):
    code = "still_waiting"

    def __init__(self, count: int) -> None:
        super().__init__(
            ngettext_lazy(
                "%(count)s recommendation waits for a yes. Decide on it first.",
                "%(count)s recommendations wait for a yes. Decide on them first.",
                count,
            ),
            count=count,
        )


class NoAmount(Refusal):
    code = "no_amount"
    field = "amount"

    def __init__(self) -> None:
        super().__init__(_("Write an amount or a percentage, and not both."))


class PayNowUnknown(Refusal):
    code = "pay_now_unknown"
    field = "percent"

    def __init__(self) -> None:
        super().__init__(_("What they are paid now is not known here, so write an amount."))


class CurrencyUnknown(Refusal):
    code = "currency_unknown"
    field = "amount"

    def __init__(self) -> None:
        super().__init__(
            _("Their role has no band in this round. Ask who holds the round to add one.")
        )


class AmountUnfit(Refusal):
    code = "amount_unfit"
    field = "amount"

    def __init__(self) -> None:
        super().__init__(_("That cannot be somebody’s pay for a year."))


class SayWhyBack(Refusal):
    code = "say_why_back"
    field = "reason"

    def __init__(self) -> None:
        super().__init__(_("Say why it goes back, in a sentence."))


class ListUnfit(Refusal):
    """Lines by their number; nothing of any line was taken."""

    code = "list_unfit"
    field = "file"

    def __init__(self, faults: list[tuple[int, str]]) -> None:
        lines = " ".join(f"{number}: {words}" for number, words in faults)
        super().__init__(_("Nothing was taken. These lines do not fit. %(lines)s"), lines=lines)
