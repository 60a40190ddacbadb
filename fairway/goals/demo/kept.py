"""The views of goals that Bo, Hana and Ana come back to, each shared a little further or not."""

from __future__ import annotations

from fairway.foundation.demo import DemoCompany
from fairway.goals.models import GoalView

At, Audience = GoalView.At, GoalView.Audience
# Whose, called what, where, asking what, offered to whom
KEPT = (
    ("bo", "Support at our Monday round", At.BOARD, "whose=unit", Audience.UNIT),
    ("hana", "Off track, anywhere", At.LIST, "whose=company&state=off_track", Audience.ALL),
    ("hana", "Agreed with nobody yet", At.LIST, "whose=company&state=waiting", Audience.OWNER),
    ("ana", "Everything about returns", At.TIMELINE, "whose=company&q=return", Audience.OWNER),
)


def keep_views(company: DemoCompany) -> None:
    GoalView.objects.bulk_create(
        GoalView(owner=company.cast[who], name=name, at=at, question=question, audience=audience)
        for who, name, at, question, audience in KEPT
    )
