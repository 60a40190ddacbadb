"""Where values come from by themselves, how it went last, and the door for systems that send."""

from __future__ import annotations

import json
from functools import partial

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.signing import body_of, is_signed_request
from fairway.foundation.viewers import Request
from fairway.kpis.actions import sources as acting
from fairway.kpis.forms.sources import SourceForm
from fairway.kpis.importing import LARGEST
from fairway.kpis.models import Source
from fairway.kpis.views.asking import find, render_form
from fairway.ui.saving import save
from fairway.ui.toasts import say


@require_safe
def sources(request: Request, public_id: str) -> HttpResponse:
    kpi = find(request, public_id, verb="edit")
    rows = [
        (one, f"{settings.BASE_URL}{reverse('kpis:webhook', args=[one.public_id])}")
        for one in kpi.sources.select_related("added_by")
    ]
    return render(request, "kpis/sources.html", {"kpi": kpi, "sources": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, public_id: str) -> HttpResponse:
    kpi = find(request, public_id, verb="edit")
    form = SourceForm(request.POST or None, viewer=request.viewer)
    act = partial(acting.add_source, kpi, actor=request.viewer)
    if request.method == "POST" and save(form, act):
        say(request, _("Values come by themselves from now on."))
        return redirect("kpis:sources", kpi.public_id)
    back = reverse("kpis:sources", args=[kpi.public_id])
    return render_form(
        request,
        form,
        _("Let values come"),
        back=back,
        lede=kpi.name,
        template="kpis/source_form.html",
        save=_("Let them come"),
    )


@require_POST
def remove(request: Request, public_id: str, source_id: str) -> HttpResponse:
    acting.remove_source(_one(request, public_id, source_id), actor=request.viewer)
    say(request, _("The source is gone; what came from it stays."))
    return redirect("kpis:sources", public_id)


@require_POST
def ask(request: Request, public_id: str, source_id: str) -> HttpResponse:
    acting.ask_now(_one(request, public_id, source_id), actor=request.viewer)
    say(request, _("It is being asked. Look again in a moment."))
    return redirect("kpis:sources", public_id)


@require_POST
def renew(request: Request, public_id: str, source_id: str) -> HttpResponse:
    acting.renew_secret(_one(request, public_id, source_id), actor=request.viewer)
    say(request, _("There is a new secret; the former one opens nothing any more."))
    return redirect("kpis:sources", public_id)


@csrf_exempt
@login_not_required
@require_POST
def webhook(request: HttpRequest, source_id: str) -> HttpResponse:
    """Who knows the secret may send; what is sent twice counts once."""
    rows = Source.objects.select_related("kpi").filter(kind=Source.Kind.WEBHOOK)
    source = rows.filter(public_id=source_id, kpi__archived_at=None).first()
    if source is None or not is_signed_request(source.secret, request):
        return JsonResponse({"detail": "The signature does not fit."}, status=401)
    body = body_of(request)
    if len(body) > LARGEST:
        return JsonResponse({"detail": "At most 4 MB."}, status=413)
    taken = acting.take_in(source, body.decode("utf-8", "replace"))
    if taken is None:
        return JsonResponse({"detail": source.failure}, status=422)
    done = {"added": taken.added, "corrected": taken.corrected, "unchanged": taken.unchanged}
    return HttpResponse(json.dumps(done), content_type="application/json")


def _one(request: Request, public_id: str, source_id: str) -> Source:
    kpi = find(request, public_id, verb="edit")
    return get_object_or_404(kpi.sources.select_related("kpi"), public_id=source_id)
