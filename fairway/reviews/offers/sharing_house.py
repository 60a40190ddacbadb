"""What the organisation decides about giving reviews out and second looks."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.policy import Number, Policy, get, policies
from fairway.foundation.ports import PolicyText, policy_texts
from fairway.reviews.offers.house import GROUP

policies.offer(
    Policy(
        "reviews.dispute_window_days",
        Number(5, 90, _("days")),
        14,
        _("How long somebody can ask for a second look"),
        _(
            "Counted from the day a review is given to them, until the end of the day where they are."
        ),
        GROUP,
    ),
    Policy(
        "reviews.dispute_days",
        Number(1, 60, _("working days")),
        10,
        _("How long a second look takes at most"),
        _("Working days of whoever takes it, from the day they are named."),
        GROUP,
    ),
)


def say_what_follows() -> str:
    words = _now(
        "A review reaches whoever wrote it first, then the person. They acknowledge that they have "
        "it, which does not say that they agree. For %(window)s days they can ask for a second "
        "look: somebody who had no part in it decides within %(days)s working days, with a reason."
    )
    return words % {
        "window": get("reviews.dispute_window_days"),
        "days": get("reviews.dispute_days"),
    }


def say_what_others_said() -> str:
    return _now(
        "What colleagues say in confidence is shown together or not at all, the same for everybody "
        "who reads it. The report is made once. Nobody reads the answers themselves, and once the "
        "report is made and the cycle is closed they are destroyed."
    )


policy_texts.offer(
    PolicyText("reviews_shared", _("After a review"), 32, say_what_follows),
    PolicyText("reviews_360", _("What colleagues say in confidence"), 33, say_what_others_said),
)
