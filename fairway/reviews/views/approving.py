"""Say yes to several recommendations on one page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from fairway.foundation.viewers import Request
from fairway.people.models import Person
from fairway.reviews.actions.approving import Left, approve_several
from fairway.reviews.models import Recommendation
from fairway.reviews.reading import outcomes as sheets
from fairway.reviews.views.sharing import somebody
from fairway.ui.saving import CONFLICT, FINE, REFUSED
from fairway.ui.toasts import say


@require_http_methods(["GET", "HEAD", "POST"])
def approving(request: Request) -> HttpResponse:
    """What was approved is done; what could not be stays on the page, with why."""
    viewer = somebody(request)
    left: list[Left] = []
    status = FINE
    if request.method == "POST":
        chosen = _chosen(request.POST.getlist("one"), viewer)
        done, left = approve_several(chosen, actor=viewer)
        if done:
            words = ngettext("%(n)s approved.", "%(n)s approved.", len(done))
            say(request, words % {"n": len(done)})
        if done and not left:
            return redirect("reviews:outcomes")
        status = CONFLICT if left else REFUSED
    context = {
        "steps": sheets.to_decide(viewer),
        "left": left,
        "nothing_chosen": status == REFUSED,
    }
    return render(request, "reviews/outcomes/approvals.html", context, status=status)


def _chosen(typed: list[str], viewer: Person) -> list[tuple[Any, int]]:
    """Those that the viewer knows of, each with the version that was on the page."""
    versions: dict[str, int] = {}
    for one in typed[: sheets.MOST]:
        key, _colon, version = one.partition(":")
        if version.isdecimal():
            versions[key] = int(version)
    rows = Recommendation.objects.allowed(viewer, "follow").filter(public_id__in=versions)
    found = rows.select_related("person", "profile").order_by("proposed_at", "pk")
    return [(one, versions[one.public_id]) for one in found]
