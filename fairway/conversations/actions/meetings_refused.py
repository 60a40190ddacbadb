"""Why a 1:1 cannot be so, in words for whoever tried."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal
from fairway.foundation.times.reading import place


class WithOneself(Refusal):
    code = "with_oneself"
    field = "other"

    def __init__(self) -> None:
        super().__init__(_("A 1:1 needs two people. Choose somebody else."))


class NotYours(Refusal):
    code = "not_along_the_line"
    field = "other"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("You and %(name)s have no line between you, so there are no 1:1s here."), name=name
        )


class HasLeft(Refusal):
    code = "has_left"
    field = "other"

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s is no longer here."), name=name)


class AlreadyMeeting(Refusal):
    code = "already_meeting"
    field = "other"

    def __init__(self, series: Any) -> None:
        super().__init__(
            _("You have 1:1s with each other already: %(cadence)s. Change those instead."),
            cadence=series.get_cadence_display().lower(),
        )


class OutsideTheirDay(Refusal):
    """Asked once; the same again with `anyway` is done."""

    code = "outside_their_day"
    field = "anyway"

    def __init__(self, people: Sequence[Any]) -> None:
        names = ", ".join(one.name for one in people)
        super().__init__(
            _(
                "This lies outside the working hours of %(names)s. Choose another hour, or say "
                "below that it suits all the same."
            ),
            names=names,
        )


class NoSuchTime(Refusal):
    code = "no_such_time"
    field = "at"

    def __init__(self, jump: Any, zone: str) -> None:
        super().__init__(
            _(
                "There is no %(asked)s in %(place)s on %(day)s: clocks jump ahead, to %(held)s. "
                "Choose another time."
            ),
            asked=f"{jump.asked:%H:%M}",
            place=place(zone),
            day=date_format(jump.day, "DATE_FORMAT"),
            held=f"{jump.held:%H:%M}",
        )


class LiesBehind(Refusal):
    code = "lies_behind"
    field = "at"

    def __init__(self) -> None:
        super().__init__(_("This time has passed. Choose one that is still to come."))


class TooLong(Refusal):
    code = "too_long"

    def __init__(self, field: str, most: int) -> None:
        self.field = field
        super().__init__(
            _("This is longer than %(most)s characters. Keep what matters, and link the rest."),
            most=most,
        )


class NothingSaid(Refusal):
    code = "nothing_said"

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(_("Write a few words."))


class OutcomeMissing(Refusal):
    code = "outcome_missing"
    field = "outcome"

    def __init__(self) -> None:
        super().__init__(
            _("You talked live. Write down in a sentence or two what came of it, for both of you.")
        )


class NotYetHeld(Refusal):
    code = "not_yet_held"

    def __init__(self) -> None:
        super().__init__(_("It has not begun. Call it off if it will not take place."))


class IsOver(Refusal):
    """Somebody closed it or called it off while another was writing."""

    code = "one_on_one_is_over"
    http_status = 409

    def __init__(self, meeting: Any) -> None:
        by = meeting.closed_by or meeting.called_off_by  # neither, where days went by
        name = by.name if by else _("Fairway")
        words = (
            _("%(name)s closed this 1:1 meanwhile. What you wrote is still here.")
            if meeting.closed_at
            else _("%(name)s called this 1:1 off meanwhile. What you wrote is still here.")
        )
        super().__init__(words, name=name)


class DayHasGone(Refusal):
    code = "day_has_gone"
    field = "due_on"

    def __init__(self) -> None:
        super().__init__(_("This day has gone. By when will it be done?"))


class OwnerIsAnother(Refusal):
    code = "owner_is_another"
    field = "owner"

    def __init__(self) -> None:
        super().__init__(_("An action belongs to one of you two."))


class NotWritten(Refusal):
    """One that is held in writing is no appointment."""

    code = "not_live"

    def __init__(self) -> None:
        super().__init__(_("This 1:1 is held in writing: there is no hour to agree on."))


class AlreadyProposed(Refusal):
    code = "already_proposed"

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s has proposed another time. Answer that first."), name=name)


class AlreadySaid(Refusal):
    code = "already_said"

    def __init__(self) -> None:
        super().__init__(_("You have answered this month. Thank you; you are asked again next."))
