"""Why a goal review cannot be opened, written or closed so, in words for whoever tried."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal


class NothingToReview(Refusal):
    code = "nothing_to_review"
    field = "period"

    def __init__(self, person: Any, period: Any) -> None:
        super().__init__(
            _("%(name)s has no agreed goals in %(period)s that are open. Choose another period."),
            name=person.name,
            period=period.name,
        )


class ReviewIsClosed(Refusal):
    code = "review_is_closed"
    http_status = 409

    def __init__(self, review: Any) -> None:
        super().__init__(
            _("%(name)s closed this review meanwhile. What you wrote is still here."),
            name=review.closed_by.name if review.closed_by else _("Fairway"),
        )


class SayWhy(Refusal):
    """Beside the words about this goal."""

    code = "say_why"

    def __init__(self, goal: Any) -> None:
        self.field = f"{goal.public_id}-words"
        super().__init__(
            _(
                "Say in a sentence what should be different about “%(goal)s”, or why it should stop."
            ),
            goal=goal.title,
        )


class Undecided(Refusal):
    """One of the goals stands in the way: nobody said what becomes of it, or it cannot be so."""

    code = "undecided"

    def __init__(self, goal: Any, refusal: Any = None) -> None:
        self.field = f"{goal.public_id}-{'verdict' if refusal is None else 'words'}"
        if refusal is None:
            super().__init__(
                _("Say what becomes of “%(goal)s”: keep, change or stop."), goal=goal.title
            )
        else:
            super().__init__("“%(goal)s”: %(why)s", goal=goal.title, why=str(refusal))
