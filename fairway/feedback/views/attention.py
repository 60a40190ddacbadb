"""For a manager: which of one's own people have heard nothing for long."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fairway.feedback.reading.attention import attention_of
from fairway.feedback.views.finding import must_be_somebody, tabs
from fairway.foundation.viewers import Request
from fairway.people.relations import MANAGER, standing_of


@require_safe
def attention(request: Request) -> HttpResponse:
    must_be_somebody(request.viewer)
    if MANAGER.key not in standing_of(request.viewer):
        raise PermissionDenied
    context = {
        "found": attention_of(request.viewer),
        "tabs": tabs(request.viewer, "attention"),
    }
    return render(request, "feedback/attention.html", context)
