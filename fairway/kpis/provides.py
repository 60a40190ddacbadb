"""What KPIs offer the rest of the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import EventKind, event_kinds

KINDS = (
    ("added", _("Added a KPI"), "chart-line"),
    ("edited", _("Edited a KPI"), "chart-line"),
    ("archived", _("Archived a KPI"), "archive"),
    ("restored", _("Brought a KPI back"), "chart-line"),
    ("baseline_held", _("Set what is usual for a KPI"), "lock"),
    ("observed", _("Recorded a value"), "plus"),
    ("corrected", _("Corrected a value"), "pencil"),
    ("values_added", _("Recorded many values"), "plus"),
    ("target_set", _("Set a target"), "target-arrow"),
    ("target_removed", _("Took a target away"), "target-arrow"),
    ("annotated", _("Noted what happened"), "note"),
    ("annotation_removed", _("Took a note away"), "note"),
    ("segment_added", _("Measured a part of it too"), "plus"),
)
event_kinds.offer(
    *(
        EventKind(f"kpis.{key}", label, "manager_line", icon=icon, group=_("KPIs"))
        for key, label, icon in KINDS
    )
)
