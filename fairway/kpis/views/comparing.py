"""One KPI beside another."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fairway.foundation.viewers import Request
from fairway.kpis.leading import MOST, what_runs_ahead
from fairway.kpis.models import Kpi
from fairway.kpis.views.asking import find


@require_safe
def ahead(request: Request, public_id: str) -> HttpResponse:
    """Those that lead, of the same rhythm, and of its priority or unit."""
    kpi = find(request, public_id)
    near = Q(priority=kpi.priority_id) if kpi.priority_id else Q(unit=kpi.unit_id)
    rows = Kpi.objects.allowed(request.viewer).in_use().exclude(pk=kpi.pk)
    leading = rows.filter(near, cadence=kpi.cadence, timing=Kpi.Timing.LEADING)
    context = {"kpi": kpi, "found": what_runs_ahead(kpi, list(leading[:MOST]))}
    return render(request, "kpis/ahead.html", context)
