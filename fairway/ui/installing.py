"""What makes Fairway installable on a phone: manifest, service worker, offline page."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# Enough for the offline page; everything else is kept when a page first asks for it.
SHELL_FILES = (
    "ui/vendor/tabler.css",
    "ui/fairway.css",
    "ui/js/theme.js",
    "ui/js/app.js",
    "ui/img/logo.svg",
    "ui/vendor/icons.svg",
    "ui/vendor/inter-latin-wght-normal.woff2",
)


@login_not_required
@require_safe
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    def icon(size: int, purpose: str = "any") -> dict[str, Any]:
        name = f"ui/img/app-{size}{'-maskable' if purpose == 'maskable' else ''}.png"
        return {
            "src": static(name),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }

    return JsonResponse(
        {
            "name": "Fairway",
            "short_name": "Fairway",
            "description": _("Goals, 1:1s, feedback and reviews."),
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#faf8f4",
            "theme_color": "#faf8f4",
            "icons": [icon(192), icon(512), icon(512, "maskable")],
        },
        content_type="application/manifest+json",
    )


@login_not_required
@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    files = [static(name) for name in SHELL_FILES]
    context = {
        "version": hashlib.sha256(" ".join(files).encode()).hexdigest()[:12],
        "files": files,
    }
    return render(request, "ui/sw.js", context, content_type="text/javascript; charset=utf-8")


@login_not_required
@require_safe
@cache_control(max_age=3600)
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/offline.html")
