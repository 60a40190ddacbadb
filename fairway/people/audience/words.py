"""What can be done with a person, in words, for the inspector."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "view": _("See them in the directory"),
    "view_record": _("Open their record"),
    "view_hours": _("See their hours and days away"),
    "edit": _("Edit their record"),
    "edit_profile": _("Edit their profile"),
    "move": _("Move them"),
    "change_manager": _("Change their manager"),
    "end": _("End their employment"),
    "rehire": _("Take them back"),
    "ask_absence": _("Enter days away for them"),
    "set_hours": _("Set their hours"),
    "plan_shifts": _("Plan their shifts"),
    "delegate": _("Name who stands in for them"),
    "ask_correction": _("Ask for a correction of their record"),
}
