"""What cannot be, in words for whoever asked for it: templates and cycles."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal
from fairway.reviews.models import FLOOR


class SaySomething(Refusal):
    code = "say_something"

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(_("Say it in words."))


class TooLong(Refusal):
    code = "too_long"

    def __init__(self, field: str, most: int, length: int) -> None:
        self.field = field
        super().__init__(
            _("This has %(length)s characters, and %(most)s fit. Nothing was kept yet."),
            length=length,
            most=most,
        )


class StillComparing(Refusal):
    code = "still_comparing"
    http_status = 409

    def __init__(self, names: str) -> None:
        super().__init__(
            _(
                "Ratings are still compared: %(names)s. Lock these sessions, or dissolve them, first."
            ),
            names=names,
        )


class NameTaken(Refusal):
    code = "name_taken"
    field = "name"

    def __init__(self, name: str) -> None:
        super().__init__(_("There is already a template called %(name)s."), name=name)


class NoQuestions(Refusal):
    code = "no_questions"

    def __init__(self) -> None:
        super().__init__(_("Ask at least one question."))


class BadScale(Refusal):
    """Too few or too many points, or two of one value."""

    code = "bad_scale"

    def __init__(self, question: Any, least: int, most: int) -> None:
        super().__init__(
            _("“%(question)s” needs %(least)s to %(most)s different points, each with a name."),
            question=str(question)[:60],
            least=least,
            most=most,
        )


class SkillMissing(Refusal):
    code = "skill_missing"

    def __init__(self, question: Any) -> None:
        super().__init__(_("Say which skill “%(question)s” is about."), question=str(question)[:60])


class TooManySkills(Refusal):
    code = "too_many_skills"

    def __init__(self, question: Any, most: int) -> None:
        super().__init__(
            _("“%(question)s”: ask about 1 to %(most)s skills of a role."),
            question=str(question)[:60],
            most=most,
        )


class BoundsCrossed(Refusal):
    code = "bounds_crossed"

    def __init__(self, question: Any) -> None:
        super().__init__(
            _("“%(question)s” asks for more words than it has room for."),
            question=str(question)[:60],
        )


class OneOverall(Refusal):
    code = "one_overall"

    def __init__(self) -> None:
        super().__init__(_("A review has one overall rating. Unmark the others."))


class TemplateInUse(Refusal):
    code = "template_in_use"

    def __init__(self, cycles: str) -> None:
        super().__init__(
            _("%(cycles)s is being prepared with it. Choose another there first."), cycles=cycles
        )


class NothingToPublish(Refusal):
    code = "nothing_to_publish"

    def __init__(self) -> None:
        super().__init__(_("Nothing has changed since it was published last."))


class PeriodTurned(Refusal):
    code = "period_turned"
    field = "period_until"

    def __init__(self) -> None:
        super().__init__(_("The period ends before it begins."))


class BelowTheFloor(Refusal):
    code = "below_the_floor"
    field = "threshold"

    def __init__(self, least: int = FLOOR) -> None:
        super().__init__(
            _("At least %(least)s: of fewer, one could work out who said what."), least=least
        )


class OnlyStricter(Refusal):
    """Of a cycle that runs: what was promised to who answered cannot be taken back."""

    code = "only_stricter"
    field = "threshold"

    def __init__(self, now: int) -> None:
        super().__init__(
            _("People have been told that %(now)s must have answered. It can only be more."),
            now=now,
        )


class PayApart(Refusal):
    code = "pay_apart"
    field = "asks_pay"

    def __init__(self) -> None:
        super().__init__(_("A cycle for development leads to no pay. Use another cycle for that."))


class DayGone(Refusal):
    code = "day_gone"
    field = "due_on"

    def __init__(self, phase: Any) -> None:
        super().__init__(_("“%(phase)s” would be due on a day that has gone."), phase=phase)


class PhasesCrossed(Refusal):
    code = "phases_crossed"
    field = "due_on"

    def __init__(self, phase: Any) -> None:
        super().__init__(_("“%(phase)s” would be due before what comes ahead of it."), phase=phase)


class SayFromWhen(Refusal):
    """Of a cycle that people join as their time comes."""

    code = "say_from_when"
    field = "hired_from"

    def __init__(self) -> None:
        super().__init__(
            _("Say from which day of hiring on, so that nobody who came long ago is in it.")
        )


class NotReady(Refusal):
    """What keeps a cycle from being launched; each reason stands on its page."""

    code = "not_ready"

    def __init__(self, reasons: list[Any]) -> None:
        super().__init__(" ".join(str(one) for one in reasons))


class NotInThisState(Refusal):
    """It was launched, closed or decided meanwhile."""

    code = "not_in_this_state"
    http_status = 409

    def __init__(self, state: Any) -> None:
        super().__init__(
            _("This was done meanwhile. It is now: %(state)s. Look at it again."), state=state
        )


class NamingIsOver(Refusal):
    code = "naming_is_over"

    def __init__(self) -> None:
        super().__init__(
            _("The days for choosing who is asked are over. HR can still add somebody.")
        )


class NotToBeNamed(Refusal):
    code = "not_to_be_named"
    field = "reviewer"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s cannot be asked as a peer here: they write already, or it is about them."),
            name=name,
        )


class NamedAlready(Refusal):
    code = "named_already"
    field = "reviewer"

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s is on the list already."), name=name)


class EnoughNamed(Refusal):
    code = "enough_named"
    field = "reviewer"

    def __init__(self, most: int) -> None:
        super().__init__(_("%(most)s can be asked. Take somebody off the list first."), most=most)


class AskedEnough(Refusal):
    """Nobody learns from it how often, or about whom, somebody is asked."""

    code = "asked_enough"
    field = "reviewer"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s is already asked as often as one person should be. Choose somebody else."),
            name=name,
        )


class HasLeft(Refusal):
    code = "has_left"
    field = "reviewer"

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s is no longer here. Choose somebody else."), name=name)


class WritesAlready(Refusal):
    code = "writes_already"
    field = "reviewer"

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s writes this review already."), name=name)


class NobodyToRemind(Refusal):
    code = "nobody_to_remind"

    def __init__(self) -> None:
        super().__init__(
            _("Nobody is left to remind: they have all written, or were reminded today.")
        )


class OutOfReach(Refusal):
    """Of somebody whom another partner of HR looks after."""

    code = "out_of_reach"
    field = "person"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s is in none of your units. Their HR partner can add them."), name=name
        )


class NothingChanged(Refusal):
    code = "nothing_changed"

    def __init__(self) -> None:
        super().__init__(_("Nothing is different from what holds now."))


class EarlierDay(Refusal):
    code = "earlier_day"
    field = "until"

    def __init__(self) -> None:
        super().__init__(_("Choose a later day than the one it is due on. It is never cut short."))
