"""Making the device in front of one a shared one, and ending that."""

from __future__ import annotations

from allauth.account.internal.flows.logout import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairway.accounts import cookies
from fairway.accounts.actions.devices import release_device, share_device
from fairway.accounts.forms import DeviceForm
from fairway.accounts.models import SharedDevice
from fairway.accounts.views.entering import form_answer
from fairway.foundation.access import can
from fairway.ui.toasts import say


@require_http_methods(["GET", "HEAD", "POST"])
def devices(request: HttpRequest) -> HttpResponse:
    if request.viewer is None or not can(request.viewer, "share_devices", request.viewer):
        raise PermissionDenied
    form = DeviceForm(request.POST or None)
    if form.is_valid():
        _device, token = share_device(form.cleaned_data["name"], actor=request.viewer)
        logout(request, show_message=False)
        response = redirect("accounts:staff")
        cookies.lay(response, cookies.DEVICE, token, seconds=cookies.A_YEAR)
        return response
    shared = SharedDevice.objects.allowed(request.viewer).filter(ended_at=None)
    return form_answer(
        request,
        "accounts/devices.html",
        form,
        devices=shared.select_related("set_up_by").with_may(request.viewer, "release"),
    )


@require_POST
def release(request: HttpRequest, public_id: str) -> HttpResponse:
    devices = SharedDevice.objects.allowed(request.viewer)
    device = get_object_or_404(devices, public_id=public_id)
    release_device(device, actor=request.viewer)
    say(request, _("%(name)s is no longer a shared device.") % {"name": device.name})
    return redirect("accounts:devices")
