"""What the organisation decides about reviews."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.policy import Number, Policy, YesNo, get, policies
from fairway.foundation.ports import PolicyText, policy_texts
from fairway.reviews.models import FLOOR

GROUP = _("Reviews")


def less(old: Any, new: Any) -> bool:
    return bool(new < old)


def more(old: Any, new: Any) -> bool:
    return bool(new and not old)


policies.offer(
    Policy(
        "reviews.threshold",
        Number(FLOOR, 20, _("people")),
        4,
        _("How many must have answered before their answers are shown"),
        _(
            "A cycle keeps what held when it was launched; after that it can only ask for more. "
            "Fewer than three are never shown together."
        ),
        GROUP,
        wider=less,
    ),
    Policy(
        "reviews.most_for_one",
        Number(1, 30, _("reviews")),
        6,
        _("How many colleagues one person is asked to write about"),
        _("In one cycle, not counting their own and those of their own people."),
        GROUP,
    ),
    Policy(
        "reviews.outside",
        YesNo(),
        True,
        _("Whether somebody outside may be asked for a review"),
        _(
            "A customer or partner answers once, by a link and a code, without an account. Turned "
            "off, no link opens anything any more."
        ),
        GROUP,
        wider=more,
    ),
    Policy(
        "reviews.handover_days",
        Number(1, 20, _("working days")),
        5,
        _("How long HR has to decide who goes on when a manager changes"),
        _("After that the new manager writes the review, and the former one adds a part."),
        GROUP,
    ),
)


def say_how_reviews_run() -> str:
    said = _now(
        "Reviews are held in cycles. What you write is yours alone until you submit it. Who was "
        "your manager when the cycle began writes your review, also if that changes meanwhile, "
        "unless HR decides otherwise, which you can see. What colleagues answer about you is "
        "confidential: it is shown only where at least %(n)s have answered. Everything is due at "
        "the end of the day where you are, and never while you are away."
    ) % {"n": get("reviews.threshold")}
    if not get("reviews.outside"):
        return said
    return f"{said} " + _now(
        "A customer or partner can be asked, too, once your manager agrees: by a link that opens "
        "nothing without a code sent to their mailbox. What they answer is sealed like that of "
        "colleagues, and their address is forgotten after the cycle."
    )


policy_texts.offer(PolicyText("reviews", GROUP, 30, say_how_reviews_run))
