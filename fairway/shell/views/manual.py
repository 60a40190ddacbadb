from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fairway.shell import manual


@login_not_required
@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    return render(request, "shell/manual.html", {"page": manual.contents()})


@login_not_required
@require_safe
def chapter(request: HttpRequest, slug: str) -> HttpResponse:
    page = manual.chapters().get(slug)
    if page is None:
        raise Http404
    context = {"page": page, "chapters": manual.chapters().values()}
    return render(request, "shell/manual.html", context)


@login_not_required
@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    path = manual.folder() / "pictures" / f"{name}.png"
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/png")
