"""The roles whose results a KPI shows."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairway.foundation import links
from fairway.foundation.viewers import Request
from fairway.kpis.actions.roles import BELONGS_TO, give_to_role, take_from_role
from fairway.kpis.forms.roles import RoleForm
from fairway.kpis.views.asking import find, render_form
from fairway.people.models import JobProfile
from fairway.ui.saving import save
from fairway.ui.toasts import say


@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: Request, public_id: str) -> HttpResponse:
    kpi = find(request, public_id, verb="edit")
    form = RoleForm(request.POST or None, viewer=request.viewer)
    act = partial(give_to_role, kpi, actor=request.viewer)
    if request.method == "POST" and save(form, act):
        say(request, _("It stands beside what this role expects from now on."))
        return redirect("kpis:roles", public_id)
    return render_form(
        request,
        form,
        _("Roles it belongs to"),
        back=kpi,
        save=_("Add"),
        lede=_("Whoever holds one of them sees this KPI beside what is expected of them."),
        template="kpis/roles.html",
        kpi=kpi,
        roles=links.targets(kpi, BELONGS_TO, viewer=request.viewer),
    )


@require_POST
def remove(request: Request, public_id: str, role_id: str) -> HttpResponse:
    kpi = find(request, public_id, verb="edit")
    role = get_object_or_404(JobProfile.objects.allowed(request.viewer), public_id=role_id)
    take_from_role(kpi, actor=request.viewer, role=role)
    say(request, _("It no longer belongs to this role."))
    return redirect("kpis:roles", public_id)
