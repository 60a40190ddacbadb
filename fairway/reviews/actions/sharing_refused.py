"""What cannot be given out, signed or disputed, in words for whoever asked for it."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal


class NothingWritten(Refusal):
    code = "nothing_written"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("The review of %(name)s has not been submitted, so there is nothing to give out."),
            name=name,
        )


class StillCompared(Refusal):
    code = "still_compared"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("The rating of %(name)s is still being compared. Lock that session first."), name=name
        )


class NotYetWithTheManager(Refusal):
    code = "not_yet_with_the_manager"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("The review of %(name)s goes to who wrote it first. HR gives it out, then you can."),
            name=name,
        )


class BeingLookedAt(Refusal):
    code = "being_looked_at"

    def __init__(self) -> None:
        super().__init__(
            _("Somebody takes a second look at this review. What comes of it is given out then.")
        )


class NotTheLatest(Refusal):
    """Newer words were given out since the page was opened."""

    code = "not_the_latest"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(_("There is a newer version of this review. Read that one, then sign it."))


class NotWhatWasSigned(Refusal):
    """The words kept are not those the hash was made of: nobody signs that."""

    code = "not_intact"

    def __init__(self) -> None:
        super().__init__(
            _("What is kept here is not what was given out. Nothing was signed; tell HR about it.")
        )


class ReceivedAlready(Refusal):
    code = "received_already"
    field = "comment"

    def __init__(self) -> None:
        super().__init__(
            _("You have acknowledged this already, and what you wrote with it stays as it is.")
        )


class NoSuchSubject(Refusal):
    code = "no_such_question"
    field = "question"

    def __init__(self) -> None:
        super().__init__(_("Choose the rating, or a question that stands in the review."))


class WindowClosed(Refusal):
    code = "window_closed"

    def __init__(self, days: int) -> None:
        super().__init__(
            _(
                "A second look can be asked for within %(days)s days, and they are over. Talk with "
                "your HR partner."
            ),
            days=days,
        )


class LookedAtAlready(Refusal):
    code = "looked_at_already"

    def __init__(self) -> None:
        super().__init__(
            _("A second look has been taken at this version. What was decided stands.")
        )


class NoLongerThere(Refusal):
    code = "no_longer_there"
    field = "pieces"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Something that you chose is no longer there, or no longer yours to read. Look "
                "through what is ticked, and send it again."
            )
        )


class TooManyExhibits(Refusal):
    code = "too_many_exhibits"
    field = "pieces"

    def __init__(self, most: int) -> None:
        super().__init__(
            _("You can point to %(most)s things in one second look. Choose what says most."),
            most=most,
        )


class NotIndependent(Refusal):
    code = "not_independent"
    field = "reviewer"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s had a part in this review, or stands near it. Choose somebody else."),
            name=name,
        )


class NotOnTheScale(Refusal):
    code = "not_on_the_scale"
    field = "rating"

    def __init__(self) -> None:
        super().__init__(_("Choose a point of the scale that differs from the rating now."))


class NoLongerWritten(Refusal):
    code = "no_longer_written"
    field = "decision"

    def __init__(self) -> None:
        super().__init__(
            _("The cycle is closed, so nothing in it is written anew. Decide one of the others.")
        )


class NoReportPromised(Refusal):
    code = "no_report_promised"

    def __init__(self) -> None:
        super().__init__(_("In this cycle nobody was asked in confidence, so there is no report."))


class NobodyAsked(Refusal):
    code = "nobody_asked"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Nobody was asked about %(name)s in confidence, so there is no report."), name=name
        )


class StillAnswering(Refusal):
    """Given out once, for good: while somebody may still be named or answer, it is too early."""

    code = "still_answering"

    def __init__(self, day: Any) -> None:
        super().__init__(
            _("Others may be named or answer until %(day)s. The report is made once, after that."),
            day=date_format(day, "DATE_FORMAT"),
        )


class NoPdfHere(Refusal):
    code = "no_pdf_here"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Documents cannot be made on this server yet: it lacks WeasyPrint or the library "
                "libpango. Whoever runs Fairway can add them; nothing else is affected."
            )
        )


class NotDrawn(Refusal):
    code = "not_drawn"

    def __init__(self) -> None:
        super().__init__(
            _("The document could not be made in reasonable time. Try again in a while.")
        )
