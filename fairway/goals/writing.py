"""What helps to write goals offers the house."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import PaletteAction, palette_actions
from fairway.goals import rules, tasks_writing  # noqa: F401 clocks are declared where they are written
from fairway.people.models import Person

# Told like whatever happens to a goal.
KINDS = (
    ("imported", _("Imported goals"), "upload"),
    ("template_added", _("Wrote a goal template"), "plus"),
    ("template_edited", _("Edited a goal template"), "pencil"),
    ("template_archived", _("Archived a goal template"), "archive"),
    ("template_assigned", _("Proposed a template's goal"), "send"),
    ("carried_over", _("Copied a goal from another period"), "copy"),
    ("import_undone", _("Took an import of goals back"), "arrow-back-up"),
)


def has_goals(viewer: Any) -> bool:
    """Goals are people's: a login that belongs to nobody has none."""
    return isinstance(viewer, Person)


palette_actions.offer(
    PaletteAction("check_goal", _("Check a goal"), "list-check", "goals:smart_check"),
    PaletteAction(
        "goal_templates",
        _("Goal templates"),
        "copy",
        "goals:templates",
        visible=rules.brings_goals,
        keywords=_("assign everybody recurring"),
    ),
    PaletteAction(
        "copy_goals",
        _("Copy goals from a period"),
        "copy",
        "goals:carrying",
        visible=has_goals,
        keywords=_("carry over last quarter"),
    ),
    PaletteAction(
        "import_goals",
        _("Import goals"),
        "file-import",
        "goals:imports",
        visible=has_goals,
        keywords=_("upload csv markdown okr export"),
    ),
)
