"""What the organisation decides about feedback and recognition."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.policy import Number, Policy, YesNo, get, policies
from fairway.foundation.ports import PolicyText, policy_texts

GROUP = _("Feedback and recognition")


def more(old: Any, new: Any) -> bool:
    return bool(new and not old)


policies.offer(
    Policy(
        "feedback.edit_hours",
        Number(0, 72, _("hours")),
        24,
        _("How long feedback can be edited"),
        _("After that a reply can be added. Whoever reads it sees that it was edited."),
        GROUP,
    ),
    Policy(
        "feedback.withdraw_hours",
        Number(0, 24, _("hours")),
        0,
        _("How long feedback can be taken back after it was opened"),
        _("Until somebody opens it, its author can take it back in any case."),
        GROUP,
    ),
    Policy(
        "feedback.outside",
        YesNo(),
        True,
        _("Whether somebody outside may be asked"),
        _("A customer or partner answers once, by a link, without an account."),
        GROUP,
        wider=more,
    ),
    Policy(
        "feedback.outside_days",
        Number(1, 30, _("days")),
        14,
        _("How long a link to outside is good"),
        _("Each link is good for one answer."),
        GROUP,
    ),
    Policy(
        "feedback.celebrations",
        YesNo(),
        True,
        _("Whether anniversaries and achieved goals are celebrated"),
        _("They stand beside recognition. Everybody can keep their own to themselves."),
        GROUP,
        wider=more,
    ),
    Policy(
        "feedback.silent_weeks",
        Number(4, 26, _("weeks")),
        8,
        _("When nobody has said anything to somebody for long"),
        _("Managers see which of their own people have heard nothing for so many weeks."),
        GROUP,
    ),
)


def say_who_reads_feedback() -> str:
    words = [
        _now(
            "Whoever gives feedback chooses before writing who reads it: the person alone, or "
            "their manager too. No role opens it, neither HR nor managers above."
        )
    ]
    if get("feedback.manager_only"):
        words.append(
            _now("Something can also be written to a manager alone; it is never cited as evidence.")
        )
    return " ".join(words)


policy_texts.offer(PolicyText("feedback", _("Who reads feedback"), 7, say_who_reads_feedback))
