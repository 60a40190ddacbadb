"""Where links in mails lead. GET changes nothing: scanners and previews open every link."""

from __future__ import annotations

from typing import Any

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
from fairway.foundation.models import MailLink, Notification
from fairway.foundation.notifications.unsubscribing import offer_of, unsubscribe
from fairway.foundation.refusal import Refusal

REFUSED = 422


class ForSomebodyElse(Refusal):
    code = "for_somebody_else"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("This link is for %(name)s. Sign out, or ask them to open it."), name=name
        )


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def mail_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the button does, and do it when it is pressed."""
    try:
        link = maillinks.find_link(token)
        verb, subject = maillinks.verb_of(link), subject_of(link)
        _check_reader(request, link)
        form = verb.asks(subject, request.POST or None, person=link.person) if verb.asks else None
        context = {
            "label": verb.label,
            "explanation": verb.explains(subject) if verb.explains else "",
            "name": link.person.name,
            "form": form,
        }
        if request.method != "POST":
            return render(request, "foundation/mail_link.html", context)
        if form is not None and not _use(link, form):
            return render(request, "foundation/mail_link.html", context, status=REFUSED)
        if form is None:
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


def _check_reader(request: HttpRequest, link: MailLink) -> None:
    """A mail is forwarded: whoever is signed in does nothing in another person's name."""
    viewer = getattr(request, "viewer", None)
    if viewer is not None and viewer.pk != link.person_id:
        raise ForSomebodyElse(link.person.name)


def _use(link: MailLink, form: Any) -> bool:
    """What is refused stands in the form, with what was typed; the link stays good."""
    if not form.is_valid():
        return False
    try:
        maillinks.use_link(link, form=form)
    except (maillinks.Spent, PermissionDenied):
        raise
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


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
