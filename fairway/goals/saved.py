"""What saved views offer the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import EventKind, PaletteAction, event_kinds, palette_actions
from fairway.goals.writing import has_goals

# What somebody looks at is nobody else's: not even that a view was saved.
KINDS = (
    ("view_saved", _("Saved a view of goals"), "star"),
    ("view_edited", _("Changed a saved view of goals"), "pencil"),
    ("view_removed", _("Removed a saved view of goals"), "trash"),
)
event_kinds.offer(
    *(
        EventKind(f"goals.{key}", label, "subject", icon=icon, group=_("Goals"))
        for key, label, icon in KINDS
    )
)
palette_actions.offer(
    PaletteAction(
        "goal_views",
        _("Saved views of goals"),
        "star",
        "goals:views",
        visible=has_goals,
        keywords=_("filter shared"),
    )
)
