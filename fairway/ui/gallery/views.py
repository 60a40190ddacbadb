from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from fairway.ui.gallery import samples
from fairway.ui.parts import Tab
from fairway.ui.toasts import say

HERE = Path(__file__).resolve().parent.parent / "templates" / "ui" / "gallery"

GROUPS: dict[str, Any] = {
    "foundations": _("Foundations"),
    "actions": _("Actions"),
    "people": _("Status and people"),
    "forms": _("Forms"),
    "lists": _("Lists and tables"),
    "overlays": _("Menus and drawers"),
    "progress": _("Progress"),
    "insight": _("Numbers"),
}


@dataclass(frozen=True)
class Specimen:
    template: str
    title: str
    source: str


def show_group(request: HttpRequest, group: str = "foundations") -> HttpResponse:
    if group not in GROUPS:
        raise Http404
    context = {
        **samples.everything(),
        "group": GROUPS[group],
        "specimens": specimens(group),
        "groups": [
            Tab(label, reverse("ui:group", args=[key]), current=key == group)
            for key, label in GROUPS.items()
        ],
    }
    return render(request, "ui/gallery/group.html", context)


def show_frame(request: HttpRequest) -> HttpResponse:
    """The whole frame with everything in it, whatever the shell would show this viewer."""
    context = {"frame": samples.frame(request.path), **samples.everything()}
    return render(request, "ui/gallery/frame.html", context)


def try_form(request: HttpRequest) -> HttpResponse:
    """The pattern of every form page: 422 with what was typed, or a redirect with a toast."""
    form = samples.TryForm(request.POST or None)
    if form.is_valid():
        say(request, _("Saved."), undo=reverse("ui:undo"))
        return redirect("ui:gallery")
    status = 422 if form.is_bound else 200
    return render(request, "ui/gallery/try.html", {"form": form}, status=status)


def drawer(request: HttpRequest) -> HttpResponse:
    """A drawer as a page of its own, as a fragment, and with a verb that answers by a toast."""
    if request.method == "POST":
        say(request, _("Ana gets it in her morning."))
        if not request.headers.get("HX-Request"):
            return redirect("ui:drawer")
        return render(request, "ui/_toasts.html", {"oob": True})
    if request.headers.get("HX-Request"):
        return render(request, "ui/gallery/_drawer.html")
    context = {"frame": samples.frame(request.path), **samples.everything()}
    return render(request, "ui/gallery/drawer.html", context)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    say(request, _("Undone."))
    return redirect("ui:gallery")


def show_branch(request: HttpRequest) -> HttpResponse:
    """What a branch of the sample tree answers with."""
    return render(request, "ui/gallery/_branch.html", samples.everything())


def specimens(group: str) -> list[Specimen]:
    return [
        Specimen(
            template=f"ui/gallery/{group}/{path.name}",
            title=path.stem.partition("-")[2].replace("-", " ").capitalize(),
            source=path.read_text().strip(),
        )
        for path in sorted((HERE / group).glob("*.html"))
    ]
