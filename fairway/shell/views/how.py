"""How performance works here: written from policy, open to everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fairway.foundation.ports import policy_texts
from fairway.foundation.viewers import open_to_logins


@open_to_logins
@require_safe
def how_it_works(request: HttpRequest) -> HttpResponse:
    texts = sorted(policy_texts, key=lambda text: text.order)
    paragraphs = [
        {"key": text.key, "heading": text.heading, "text": said}
        for text in texts
        if (said := text.say())
    ]
    return render(request, "shell/how.html", {"paragraphs": paragraphs})
