"""Where links in mails lead. GET changes nothing: scanners and previews open every link."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from fairway.foundation import maillinks
from fairway.foundation.maillinks.linking import subject_of
from fairway.foundation.models import Notification
from fairway.foundation.notifications.unsubscribing import offer_of, unsubscribe


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def mail_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the button does, and do it when it is pressed."""
    try:
        link = maillinks.find_link(token)
        verb, subject = maillinks.verb_of(link), subject_of(link)
        context = {
            "label": verb.label,
            "explanation": verb.explains(subject) if verb.explains else "",
            "name": link.person.name,
        }
        if request.method != "POST":
            return render(request, "foundation/mail_link.html", context)
        maillinks.use_link(link)
    except maillinks.Spent as spent:
        return render(request, "foundation/mail_link_spent.html", {"reason": spent}, status=410)
    except PermissionDenied:
        reason = _("You can no longer do this. Sign in to see how things stand.")
        return render(request, "foundation/mail_link_spent.html", {"reason": reason}, status=409)
    except ValidationError as refused:
        reason = " ".join(refused.messages)
        return render(request, "foundation/mail_link_spent.html", {"reason": reason}, status=409)
    return render(request, "foundation/mail_link_done.html", context)


# A mail program's own button posts without cookies; the signed address is what lets it in.
@csrf_exempt
@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    offer = offer_of(token)
    if offer is None:
        return render(request, "foundation/unsubscribe.html", {"broken": True}, status=404)
    if request.method == "POST":
        unsubscribe(offer)
    return render(
        request, "foundation/unsubscribe.html", {"offer": offer, "done": request.method == "POST"}
    )


@require_safe
def notice(request: HttpRequest, public_id: str) -> HttpResponse:
    """From a mail to what it speaks of; the address in the mail says nothing."""
    from django.shortcuts import get_object_or_404

    viewer = getattr(request, "viewer", None)
    found = get_object_or_404(Notification.objects.allowed(viewer), public_id=public_id)
    return redirect(found.url or "/")
