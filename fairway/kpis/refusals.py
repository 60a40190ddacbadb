"""What cannot be, in words for whoever asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal


class Needed(Refusal):
    code = "needed"

    def __init__(self, field: str, message: Any) -> None:
        super().__init__(message)
        self.field = field


class AboutAPerson(Refusal):
    code = "about_a_person"
    field = "kind"

    def __init__(self) -> None:
        super().__init__(
            _(
                "A KPI about a person is an outcome or a quality measure: what comes of the work, "
                "not how busy somebody is."
            )
        )


class OneHome(Refusal):
    code = "one_home"
    field = "person"

    def __init__(self) -> None:
        super().__init__(_("It belongs to a unit or to a person, not to both."))


class NotOfARole(Refusal):
    code = "not_of_a_role"
    field = "role"

    def __init__(self) -> None:
        super().__init__(
            _("It is about one person. What belongs to a role is the same for all who hold it.")
        )


class MeasuredAlready(Refusal):
    code = "measured_already"
    field = "measure"

    def __init__(self) -> None:
        super().__init__(
            _(
                "There are values already, so the unit and the rhythm stay as they are. "
                "Archive this KPI and begin a new one if they were wrong."
            )
        )


class InTheFuture(Refusal):
    code = "in_the_future"
    field = "day"

    def __init__(self, day: date) -> None:
        super().__init__(
            _("%(day)s has not begun yet. A value stands for days that have."),
            day=date_format(day, "j M Y"),
        )


class AlreadyThere(Refusal):
    """A second value for the same days: the one that stands is shown, and correcting is offered."""

    code = "already_there"
    field = "value"

    def __init__(self, said: str, day: date) -> None:
        super().__init__(
            _("For %(day)s there is already %(value)s. Choose “It is a correction” to replace it."),
            day=date_format(day, "j M Y"),
            value=said,
        )


class BoundsOutOfOrder(Refusal):
    code = "bounds_out_of_order"
    field = "upper"

    def __init__(self) -> None:
        super().__init__(_("The upper bound has to be above the lower one."))


class SaySomething(Refusal):
    code = "say_something"
    field = "words"

    def __init__(self) -> None:
        super().__init__(_("A sentence helps whoever looks at this in half a year."))
