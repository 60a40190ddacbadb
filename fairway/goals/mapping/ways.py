"""The ways to look at many goals, with the same days and unit kept from one to the next."""

from __future__ import annotations

from django.urls import reverse

from fairway.goals.models import GoalView
from fairway.ui.parts import Tab


def ways(question: str, here: str) -> list[Tab]:
    question = f"?{question}" if question else ""
    return [
        Tab(label, reverse(f"goals:{key}") + question, key == here)
        for key, label in GoalView.At.choices
    ]
