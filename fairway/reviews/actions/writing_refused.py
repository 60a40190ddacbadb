"""Why a review cannot be kept or sent so, in words for whoever writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal


class AlreadySent(Refusal):
    """Told to the writer, who has it open on a page that is older."""

    code = "already_sent"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "You have sent this review already, and it is locked. What you typed here stays in "
                "the fields: ask to have it reopened if it should be changed."
            )
        )


class Reopened(Refusal):
    """The page was drawn before it was reopened."""

    code = "reopened"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            _("This review was reopened since this page was drawn. Look at it again, then send it.")
        )


class ChangedElsewhere(Refusal):
    code = "changed_elsewhere"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "An answer was changed on another device or by who writes with you. Nothing was "
                "sent: compare the two below, then send it again."
            )
        )


class SetAside(Refusal):
    code = "set_aside"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Nobody is asked for this review any more. What you wrote before is kept.")
        )


class CycleOver(Refusal):
    code = "cycle_over"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(_("This round of reviews is closed. What you wrote before is kept."))


class WritingIsOver(Refusal):
    code = "writing_is_over"

    def __init__(self, day: Any) -> None:
        super().__init__(
            _(
                "The time to send this ended with %(day)s. What you wrote is kept: ask for more time."
            ),
            day=date_format(day, "DATE_FORMAT"),
        )


class AnswerTooLong(Refusal):
    code = "answer_too_long"

    def __init__(self, most: int, length: int) -> None:
        super().__init__(
            _("This has %(length)s characters, and %(most)s fit. Shorten it, then it is kept."),
            length=length,
            most=most,
        )


class NotOnTheScale(Refusal):
    code = "not_on_the_scale"

    def __init__(self) -> None:
        super().__init__(_("Choose one of the answers that are offered."))


@dataclass(frozen=True)
class Lack:
    """What one question still needs; `question` is its public id."""

    question: str
    code: str
    words: Any


class NotReady(Refusal):
    """Everything that is missing at once, so that nobody is sent back twice."""

    code = "not_ready"

    def __init__(self, lacks: Sequence[Lack]) -> None:
        self.lacks = tuple(lacks)
        ValidationError.__init__(
            self, [ValidationError(lack.words, code=lack.code) for lack in self.lacks]
        )


class NotThere(Refusal):
    code = "not_there"

    def __init__(self) -> None:
        super().__init__(
            _("This is no longer there, or not yours to read. Choose something else to point to.")
        )


class PointsNowhere(Refusal):
    code = "points_nowhere"

    def __init__(self) -> None:
        super().__init__(
            _("Answers of this kind point to nothing: that would tell who wrote them.")
        )


class NotToldBefore(Refusal):
    """Only what the person could read or hear tells them something before."""

    code = "not_told_before"

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "%(name)s cannot have known of it from there. Point to feedback they have opened or "
                "to a 1:1 with them, or say that it is new."
            ),
            name=name,
        )


class TooManyStatements(Refusal):
    code = "too_many_statements"

    def __init__(self, most: int) -> None:
        super().__init__(
            _("There are %(most)s critical statements on this question. Keep those that matter."),
            most=most,
        )


class AskedAlready(Refusal):
    code = "asked_already"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(_("You have asked for this already, and nobody has answered yet."))


class AlreadyDecided(Refusal):
    code = "already_decided"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(_("Somebody has answered this already, or it was taken back."))


class NoLongerNeeded(Refusal):
    code = "no_longer_needed"

    def __init__(self) -> None:
        super().__init__(
            _("This review was sent meanwhile, or is no longer asked for: it needs no more time.")
        )
