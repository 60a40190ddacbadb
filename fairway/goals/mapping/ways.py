"""The ways to look at many goals, with the same days and unit kept from one to the next."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.ui.parts import Tab

WAYS = (
    ("list", _("List")),
    ("map", _("Map")),
    ("board", _("Board")),
    ("timeline", _("Timeline")),
)


def ways(question: str, here: str) -> list[Tab]:
    question = f"?{question}" if question else ""
    return [Tab(label, reverse(f"goals:{key}") + question, key == here) for key, label in WAYS]
