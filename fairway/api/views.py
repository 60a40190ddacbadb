from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.api import actions
from fairway.api.forms import TokenForm
from fairway.api.reference import groups
from fairway.foundation.models import ApiToken
from fairway.foundation.viewers import open_to_logins
from fairway.ui.toasts import say


@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    form = TokenForm(request.POST or None)
    if request.method != "POST":
        return show_tokens(request, form)
    if form.is_valid():
        try:
            token, spelled = actions.make_token(
                form.cleaned_data["name"],
                actor=request.viewer,
                granted=form.cleaned_data["granted"],
                days=form.cleaned_data["days"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return show_tokens(request, TokenForm(), made=token, spelled=spelled)
    return show_tokens(request, form, status=422)


@require_POST
def revocation(request: HttpRequest, public_id: str) -> HttpResponse:
    own = ApiToken.objects.allowed(request.viewer)
    actions.revoke_token(get_object_or_404(own, public_id=public_id), actor=request.viewer)
    say(request, _("The token no longer works."))
    return redirect("api_pages:tokens")


@open_to_logins
@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    address = request.build_absolute_uri(reverse("api:people_list"))
    example = f'curl -H "Authorization: Bearer TOKEN" {address}'
    return render(request, "api/reference.html", {"groups": groups(), "example": example})


def show_tokens(request: HttpRequest, form: TokenForm, status: int = 200, **made) -> HttpResponse:
    own = ApiToken.objects.allowed(request.viewer).with_may(request.viewer, "revoke")
    context = {"tokens": own[:100], "form": form, **made}
    answer = render(request, "api/tokens.html", context, status=status)
    answer["Cache-Control"] = "no-store"  # a secret may be on it
    return answer
