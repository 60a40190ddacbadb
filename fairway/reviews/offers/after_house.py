"""What the organisation decides about what comes after a cycle."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.policy import Number, Policy, get, policies
from fairway.foundation.ports import PolicyText, policy_texts
from fairway.reviews.models.surveys import FEWEST
from fairway.reviews.offers.house import GROUP

policies.offer(
    Policy(
        "reviews.survey_days",
        Number(3, 60, _("days")),
        10,
        _("How long people can say how a cycle of reviews was"),
        _("Counted from the day it is closed. They are reminded once, three days ahead."),
        GROUP,
    ),
)


def say_how_a_cycle_is_looked_at() -> str:
    words = _now(
        "When a cycle is closed, whoever took part can say how it was, for %(days)s days. These "
        "answers are anonymous: nothing leads from one back to a person, nothing is told of fewer "
        "than %(k)s people, and in the end the answers are destroyed. HR and leaders read figures "
        "of a cycle and of larger parts of it, never of one person and never as a ranking."
    )
    return words % {"days": get("reviews.survey_days"), "k": FEWEST}


policy_texts.offer(
    PolicyText("reviews_after", _("How a cycle is looked at"), 34, say_how_a_cycle_is_looked_at)
)
