"""What the organisation decides about what follows from reviews."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.policy import Choice, Policy, YesNo, get, policies
from fairway.foundation.ports import PolicyText, policy_texts
from fairway.reviews.actions.recommending import ABOVE, BOTH, HR
from fairway.reviews.offers import outcomes_todos
from fairway.reviews.offers.house import GROUP

CHAINS = {
    ABOVE: _("The manager’s manager"),
    HR: _("HR of the unit"),
    BOTH: _("The manager’s manager, then HR of the unit"),
}
policies.offer(
    Policy(
        outcomes_todos.ASKS,
        YesNo(),
        True,
        _("Whether Home asks for what comes next after a review"),
        _(
            "For a month after a review was given, its author is asked to say which support, "
            "expectations and capability come next, until the person has it."
        ),
        GROUP,
    ),
    Policy(
        "reviews.promotion_chain",
        Choice(CHAINS),
        BOTH,
        _("Who decides on a promotion that a manager recommends"),
        _("Nobody decides about themselves or somebody above them, nor twice on the same one."),
        GROUP,
    ),
    Policy(
        "reviews.development_chain",
        Choice(CHAINS),
        ABOVE,
        _("Who decides on a step in development that a manager recommends"),
        _("Where nobody stands above the manager, HR of the unit decides."),
        GROUP,
    ),
)
SAID = {
    ABOVE: _("the manager’s manager decides"),
    HR: _("HR of the unit decides"),
    BOTH: _("the manager’s manager decides, then HR of the unit"),
}


def say_what_follows() -> str:
    return _now(
        "With your review you read which support you get, what is expected next and which "
        "capability to strengthen. Your manager may recommend a promotion or a step in "
        "development: on a promotion %(promotion)s, on a step in development %(development)s. "
        "Everybody who declines says why. You read it once it is decided and your manager has "
        "told you."
    ) % {
        "promotion": SAID[get("reviews.promotion_chain")],
        "development": SAID[get("reviews.development_chain")],
    }


policy_texts.offer(PolicyText("outcomes", _("What follows from a review"), 34, say_what_follows))
