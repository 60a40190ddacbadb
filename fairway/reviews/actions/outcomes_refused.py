"""What cannot follow from a review, in words for whoever asked for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal


class ReviewFirst(Refusal):
    code = "review_first"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Send your review of %(name)s first. What you recommend rests on it."), name=name
        )


class HasIt(Refusal):
    """What somebody was given is not written anew beneath them."""

    code = "has_it"

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s has this already, so it stays as it is."), name=name)


class NotGivenYet(Refusal):
    code = "not_given_yet"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s gets it together with the review, once that is given to them."), name=name
        )


class PromotedAlready(Refusal):
    code = "promoted_already"
    field = "profile"

    def __init__(self) -> None:
        super().__init__(
            _(
                "There is a promotion for them in this cycle already. Change that one while it is "
                "a draft."
            )
        )


class NoProfile(Refusal):
    code = "no_profile"
    field = "profile"

    def __init__(self) -> None:
        super().__init__(_("Say which role and level they should have."))


class NothingWritten(Refusal):
    code = "nothing_written"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Nothing is written here yet, so nothing was kept. A sentence in one field is enough."
            )
        )


class DayGone(Refusal):
    code = "day_gone"
    field = "day"

    def __init__(self) -> None:
        super().__init__(_("Choose a day that is still ahead."))


class DecidedAlready(Refusal):
    """A second press, or a page that was open while somebody else decided."""

    code = "decided_already"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            _("This step was decided meanwhile. Nothing was changed; look at how it stands now.")
        )


class ReasonMissing(Refusal):
    code = "reason_missing"
    field = "reason"

    def __init__(self) -> None:
        super().__init__(_("Say why not, in a sentence. The manager reads it."))
