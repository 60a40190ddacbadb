"""Why a check-in cannot be kept or sent so, in words for whoever tried."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal


class NobodyReads(Refusal):
    code = "nobody_reads"

    def __init__(self) -> None:
        super().__init__(
            _(
                "You have no manager on record just now, so nobody would read it. It is kept, and "
                "can be sent once you have one."
            )
        )


class NothingSaid(Refusal):
    code = "nothing_said"

    def __init__(self) -> None:
        super().__init__(_("Write at least one answer. A single sentence is enough."))


class AlreadySent(Refusal):
    code = "already_sent"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(_("It has been sent. What you change now is read once you send it again."))


class WasRead(Refusal):
    """Said to the writer, who had it open meanwhile."""

    code = "was_read"
    http_status = 409

    def __init__(self, check_in: Any) -> None:
        super().__init__(
            _("%(name)s has read it meanwhile, so it stays as it is. Add a reply instead."),
            name=check_in.sent_to.name,
        )


class NobodyAbove(Refusal):
    code = "nobody_above"

    def __init__(self) -> None:
        super().__init__(_("You report to nobody, so there is nobody to pass it up to."))


class SaySomething(Refusal):
    code = "say_something"

    def __init__(self, field: str = "body") -> None:
        self.field = field
        super().__init__(_("Write something here."))


class AlreadyAnswered(Refusal):
    code = "already_answered"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(_("It has been answered already."))


class OnceOnly(Refusal):
    code = "once_only"

    def __init__(self, label: Any) -> None:
        super().__init__(_("“%(kind)s” can stand in a check-in once."), kind=label)


class NoQuestions(Refusal):
    code = "no_questions"

    def __init__(self) -> None:
        super().__init__(_("Ask at least one question."))


class TemplateTaken(Refusal):
    code = "template_taken"
    field = "name"

    def __init__(self, name: str) -> None:
        super().__init__(_("There are already questions called %(name)s."), name=name)


class TemplateInUse(Refusal):
    code = "template_in_use"

    def __init__(self, units: str) -> None:
        super().__init__(
            _("%(units)s still answer these questions. Give them others first."), units=units
        )
