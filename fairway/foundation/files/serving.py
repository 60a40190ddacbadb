"""Handing a file out, asking at each request whether its owner may be seen."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from fairway.foundation.access import can
from fairway.foundation.files.storing import owner_of, path_of
from fairway.foundation.models import StoredFile


@require_safe
def file(request: HttpRequest, public_id: str) -> FileResponse:
    stored = get_object_or_404(StoredFile, public_id=public_id)
    return hand_out(stored, viewer=getattr(request, "viewer", None))


def hand_out(stored: StoredFile, *, viewer: Any, verb: str = "view") -> FileResponse:
    """The file as a download that no browser runs; a 404 for whoever may not see its owner."""
    try:
        owner = owner_of(stored)
    except (LookupError, ObjectDoesNotExist):
        raise Http404 from None
    if not can(viewer, verb, owner):
        raise Http404
    try:
        content = path_of(stored).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        content, as_attachment=True, filename=stored.name, content_type=stored.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
