"""What follows a new value, after it has been written."""

from __future__ import annotations

from fairway.foundation.events import on
from fairway.foundation.models import Event
from fairway.kpis.actions.judging import judge_kpi
from fairway.kpis.models import Kpi


@on("kpis.observed")
@on("kpis.corrected")
@on("kpis.values_added")
@on("kpis.baseline_held")
def judge_anew(event: Event) -> None:
    kpi = Kpi.objects.filter(pk=event.subject_id).first()
    if kpi is not None:
        judge_kpi(kpi)
