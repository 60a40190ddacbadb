"""What cannot be in a calibration, in words for whoever asked for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from fairway.foundation.refusal import Refusal


class CycleNotRunning(Refusal):
    code = "cycle_not_running"
    field = "cycle"

    def __init__(self, cycle: Any) -> None:
        super().__init__(
            _("“%(name)s” is not running. A session begins while its cycle runs."), name=cycle.name
        )


class NothingToCalibrate(Refusal):
    code = "nothing_to_calibrate"
    field = "cycle"

    def __init__(self, cycle: Any) -> None:
        super().__init__(
            _("“%(name)s” has no overall rating, so there is nothing to calibrate."),
            name=cycle.name,
        )


class NobodyToCalibrate(Refusal):
    code = "nobody_to_calibrate"
    field = "unit"

    def __init__(self) -> None:
        super().__init__(
            _(
                "No manager’s review of anybody there has been submitted yet, or they are all in "
                "another session. Choose another unit or level, or come back later."
            )
        )


class SessionAlreadyThere(Refusal):
    code = "session_already_there"
    field = "unit"

    def __init__(self, session: Any) -> None:
        super().__init__(_("There is a session for %(name)s already."), name=session.name)


class NotAmongThose(Refusal):
    """A calibrator rates people there, manages somebody who does, or is HR of the unit."""

    code = "not_among_those"
    field = "person"

    def __init__(self, person: Any) -> None:
        super().__init__(
            _(
                "%(name)s neither rates people in this session, nor manages above those who do, nor "
                "is HR or an executive over this unit. Only they take part."
            ),
            name=person.name,
        )


class NobodyTakesPart(Refusal):
    code = "nobody_takes_part"

    def __init__(self) -> None:
        super().__init__(_("Say first who takes part."))


class HasBegun(Refusal):
    code = "has_begun"

    def __init__(self) -> None:
        super().__init__(
            _("Ratings have been moved here, so the session stays. Lock it when you are done.")
        )


class OffTheScale(Refusal):
    code = "off_the_scale"
    field = "rating"

    def __init__(self, values: Sequence[int]) -> None:
        super().__init__(
            _("Choose a rating from %(low)s to %(high)s."), low=values[0], high=values[-1]
        )


class NotInThree(Refusal):
    code = "not_in_three"
    field = "growth"

    def __init__(self) -> None:
        super().__init__(_("Choose one of the three steps, or none."))


class NothingMoved(Refusal):
    code = "nothing_moved"
    field = "rating"

    def __init__(self) -> None:
        super().__init__(_("This is where it stands already. Choose another place, or go back."))


class MovedSince(Refusal):
    """Only the last move of a person is taken back: under it lies what it was made from."""

    code = "moved_since"

    def __init__(self) -> None:
        super().__init__(
            _("Somebody has moved this person since. Make a new move with a reason instead.")
        )


class ChangedSince(Refusal):
    """What the page said of the lock is no longer true."""

    code = "changed_since"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(_("Ratings were moved meanwhile. Read it once more, then lock."))


class RatingsMissing(Refusal):
    code = "ratings_missing"

    def __init__(self, count: int) -> None:
        words = ngettext_lazy(
            "%(count)s person has no rating yet. Give one, then lock.",
            "%(count)s people have no rating yet. Give them one, then lock.",
            count,
        )
        super().__init__(words, count=count)


class EmployeeReasonsMissing(Refusal):
    code = "employee_reasons_missing"

    def __init__(self, count: int) -> None:
        words = ngettext_lazy(
            "%(count)s rating differs from what was proposed and has no words for the employee yet.",
            "%(count)s ratings differ from what was proposed and have no words for the employee yet.",
            count,
        )
        super().__init__(words, count=count)


class UnseenNotReady(Refusal):
    """Of a row that whoever locks does not see: how many, and what, would tell them of their own."""

    code = "unseen_not_ready"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Something that you do not see is not ready yet. Others in the session see what it is."
            )
        )


class ReviewsReopened(Refusal):
    code = "reviews_reopened"

    def __init__(self, count: int) -> None:
        words = ngettext_lazy(
            "%(count)s review here has been reopened and is being written again. Lock when it is "
            "submitted.",
            "%(count)s reviews here have been reopened and are being written again. Lock when they "
            "are submitted.",
            count,
        )
        super().__init__(words, count=count)


class GapsTold(Refusal):
    code = "gaps_told"

    def __init__(self) -> None:
        super().__init__(
            _("The gaps of this cycle are told already. Told twice, they could give somebody away.")
        )


class SessionsGoOn(Refusal):
    code = "sessions_go_on"

    def __init__(self) -> None:
        super().__init__(_("The gaps are told when all sessions of the cycle are locked."))
