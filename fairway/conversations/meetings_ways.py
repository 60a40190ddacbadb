"""Live or in writing? What the organisation suggests for which subject; either is always possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.conversations.meetings_forms import guide_of
from fairway.conversations.models import OneOnOne, Way
from fairway.foundation import policy

POLICY = "conversations.live"
SUBJECTS = {
    "goals": _("Goals"),
    "expectations": _("Expectations"),
    "update": _("Updates"),
    "status": _("How things stand"),
    "review": _("Talks about a review"),
    "coaching": _("Coaching"),
    "sensitive": _("Sensitive feedback"),
    "blocker": _("Critical blockers"),
}
LIVE = ["review", "coaching", "sensitive", "blocker"]


@dataclass(frozen=True)
class Line:
    subject: Any
    way: str

    @property
    def is_live(self) -> bool:
        return self.way == Way.LIVE


def table() -> Sequence[Line]:
    """What goes better in writing first."""
    live = set(policy.get(POLICY))
    lines = [Line(label, "live" if key in live else "written") for key, label in SUBJECTS.items()]
    return sorted(lines, key=lambda one: one.is_live)


def suggests_live(meeting: OneOnOne) -> bool:
    """This one is in writing, and its questions are of a kind that is easier to talk about."""
    return not meeting.is_live and guide_of(meeting.form).subject in policy.get(POLICY)
