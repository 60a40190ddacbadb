"""Where a person's own chat hears of what concerns them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairway.foundation.notifications import chat as chats
from fairway.people.models import Person
from fairway.shell.forms import ChatForm
from fairway.ui.saving import save
from fairway.ui.toasts import say


@require_http_methods(["GET", "HEAD", "POST"])
def chat(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.viewer, Person):
        raise PermissionDenied
    form = ChatForm(request.POST or None)

    def act(kind: str, address: str) -> object:
        return chats.connect(actor=request.viewer, format=kind, address=address)

    if request.method == "POST" and save(form, act):
        say(request, _("Connected. A first message is on its way there."))
        return redirect("shell:chat")
    context = {"form": form, "hook": chats.hook_of(request.viewer)}
    return render(request, "shell/chat.html", context, status=form.status)


@require_POST
def disconnect(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.viewer, Person):
        raise PermissionDenied
    hook = chats.hook_of(request.viewer)
    if hook is None:
        raise Http404
    chats.disconnect(hook, actor=request.viewer)
    say(request, _("Disconnected. Nothing more is sent there."))
    return redirect("shell:chat")
