"""What cannot be done with goals, in words for whoever tried."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from fairway.foundation.refusal import Refusal


class PeriodIsOver(Refusal):
    code = "period_is_over"
    field = "period"

    def __init__(self, period: Any) -> None:
        super().__init__(_("%(period)s is closed. Choose one that is not."), period=period.name)


class OwnerHasLeft(Refusal):
    code = "owner_has_left"
    field = "owner"

    def __init__(self, person: Any) -> None:
        super().__init__(
            _("%(name)s has left. Give the goal to somebody who works here."), name=person.name
        )


class UnitIsClosed(Refusal):
    code = "unit_is_closed"
    field = "unit"

    def __init__(self, unit: Any) -> None:
        super().__init__(_("%(unit)s was closed. Choose another unit."), unit=unit.name)


class EndsBeforeItBegins(Refusal):
    code = "ends_before_it_begins"
    field = "last_day"

    def __init__(self) -> None:
        super().__init__(_("The last day comes before the first. Choose a later one."))


class Circle(Refusal):
    """A goal would contribute to itself by way of others."""

    code = "circle"
    field = "parent"

    def __init__(self, titles: Iterable[str]) -> None:
        super().__init__(
            _("That would go round in a circle: %(way)s. Choose another goal."),
            way=" → ".join(f"“{title}”" for title in titles),
        )


class TooDeep(Refusal):
    code = "too_deep"
    field = "parent"

    def __init__(self, most: int) -> None:
        super().__init__(
            ngettext_lazy(
                "Goals can contribute over %(most)s level. Choose a goal further up.",
                "Goals can contribute over %(most)s levels. Choose a goal further up.",
                most,
            ),
            most=most,
        )


class ParentIsClosed(Refusal):
    code = "parent_is_closed"
    field = "parent"

    def __init__(self, goal: Any) -> None:
        super().__init__(_("“%(goal)s” is closed. Choose an open goal."), goal=goal.title)


class NotItsResult(Refusal):
    code = "not_its_result"
    field = "result"

    def __init__(self) -> None:
        super().__init__(_("That key result belongs to another goal. Choose one of this goal."))


class NowhereToGo(Refusal):
    code = "nowhere_to_go"
    field = "target"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Start and target are the same, so there is no way to go. Choose another target, "
                "or “keep between two values” to stay where you are."
            )
        )


class ValueMissing(Refusal):
    code = "value_missing"

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(_("Say from which value to which, so that progress can be seen."))


class RangeOutOfOrder(Refusal):
    code = "range_out_of_order"
    field = "high"

    def __init__(self) -> None:
        super().__init__(_("The upper end is below the lower one. Change one of them."))


class WeightTooLarge(Refusal):
    code = "weight"
    field = "weight"

    def __init__(self, most: int) -> None:
        super().__init__(_("A weight goes from 0 to %(most)s."), most=most)


class NotTold(Refusal):
    """Its value comes from elsewhere."""

    code = "not_told"

    def __init__(self, result: Any) -> None:
        super().__init__(
            _("“%(result)s” follows from elsewhere: %(source)s. It cannot be told by hand."),
            result=result.title,
            source=result.get_source_display(),
        )


class NothingTold(Refusal):
    code = "nothing_told"

    def __init__(self) -> None:
        super().__init__(_("Tell a value, how it stands, or a word about it."))


class HasHistory(Refusal):
    code = "has_history"

    def __init__(self) -> None:
        super().__init__(
            _("Somebody has told of this goal already. Close it as dropped; it stays readable.")
        )


class WordsMissing(Refusal):
    code = "words_missing"

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(_("Say it in a sentence, so that everybody can follow it later."))
