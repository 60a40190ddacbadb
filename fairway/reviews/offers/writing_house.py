"""What the organisation decides about writing reviews, and what everybody may know of it."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fairway.foundation.policy import Number, Policy, get, policies
from fairway.foundation.ports import PolicyText, policy_texts
from fairway.reviews.offers.house import GROUP

policies.offer(
    Policy(
        "reviews.late_days",
        Number(0, 30, _("days")),
        5,
        _("How long a review can be sent after its day"),
        _("It counts as late. After that it is kept, and its writer asks for more time."),
        GROUP,
    ),
)


def say_how_reviews_are_written() -> str:
    days = get("reviews.late_days")
    words = [
        _now(
            "A draft is read by nobody but its writer. Whoever writes about you sees what happened "
            "over the whole period, and says of everything critical where you have heard it before, "
            "or that it is new; you see which. What peers and reports answer is sealed and comes "
            "out only in a report of several. Once sent, a review is locked; to change it, its "
            "writer asks HR."
        )
    ]
    if days:
        told = ngettext(
            "It can be sent up to %(n)s day late.", "It can be sent up to %(n)s days late.", days
        )
        words.append(told % {"n": days})
    return " ".join(words)


policy_texts.offer(
    PolicyText("writing_reviews", _("How reviews are written"), 31, say_how_reviews_are_written)
)
