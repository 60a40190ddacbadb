"""What the organisation decides about calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.policy import Policy, YesNo, get, policies
from fairway.foundation.policy.kinds import NONE, Kind, NotAllowed
from fairway.foundation.ports import PolicyText, policy_texts
from fairway.foundation.text import clean_name
from fairway.reviews.offers.house import GROUP

NINE, LONGEST_LABEL = 9, 40


@dataclass(frozen=True)
class NineLabels(Kind):
    """What the nine fields are called, a line each from the top left; none for ours."""

    def clean(self, value: Any) -> list[str]:
        lines = value.splitlines() if isinstance(value, str) else value
        if not isinstance(lines, Sequence):
            raise NotAllowed(_("Write nine lines, or none."))
        found = [clean_name(str(line)) for line in lines if str(line).strip()]
        if found and len(found) != NINE:
            raise NotAllowed(_("Write nine lines, or none. These are %(count)s."), count=len(found))
        if any(len(label) > LONGEST_LABEL for label in found):
            raise NotAllowed(_("Each name has at most %(most)s characters."), most=LONGEST_LABEL)
        return found

    def show(self, value: Any) -> Any:
        return ", ".join(value) if value else _("Ours")

    def field(self, **options: Any) -> forms.Field:
        initial = options.get("initial")
        if not isinstance(initial, str):
            options["initial"] = "\n".join(initial or ())
        options["required"] = False
        return forms.CharField(widget=forms.Textarea({"rows": NINE}), **options)


@dataclass(frozen=True)
class Sentence(Kind):
    """A line, or nothing."""

    most: int = 300

    def clean(self, value: Any) -> str:
        line = clean_name(str(value))
        if len(line) > self.most:
            raise NotAllowed(_("Use at most %(most)s characters."), most=self.most)
        return line

    def show(self, value: Any) -> Any:
        return value or NONE

    def field(self, **options: Any) -> forms.Field:
        options["required"] = False
        return forms.CharField(max_length=self.most, **options)


policies.offer(
    Policy(
        "reviews.nine_fields",
        YesNo(),
        True,
        _("Whether calibration shows results and growth in nine fields"),
        _("Without it ratings alone are looked at. A session keeps what held when it was made."),
        GROUP,
    ),
    Policy(
        "reviews.nine_labels",
        NineLabels(),
        [],
        _("What the nine fields are called"),
        _("A line each, from the top left to the bottom right. Empty lines leave them to us."),
        GROUP,
    ),
    Policy(
        "reviews.calibration_guidance",
        Sentence(),
        "",
        _("A sentence of guidance beside the distribution"),
        _(
            "Such as the range that most units fall into. It is read and never enforced: Fairway "
            "has no forced distribution."
        ),
        GROUP,
    ),
)


def say_how_calibration_works() -> str:
    words = [
        _now(
            "Managers look at their ratings side by side before they are shared. Nobody there sees "
            "their own rating, or that of a manager above them. Each first says independently how "
            "they see the people of the unit. Every change has a name and a reason."
        ),
        _now(
            "No number of people has to get any rating. What statistics say of how strict somebody "
            "rates is shown with its uncertainty and changes nothing by itself."
        ),
    ]
    if get("reviews.calibration_guidance"):
        words.append(str(get("reviews.calibration_guidance")))
    return " ".join(words)


policy_texts.offer(
    PolicyText("calibration", _("How ratings are compared"), 32, say_how_calibration_works)
)
