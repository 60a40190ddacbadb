"""Managers and HR give codes to people who sign in without e-mail, and print them."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from fairway.accounts.actions.keys import issue_staff_code, take_back_codes
from fairway.accounts.actions.logins import address
from fairway.accounts.choices import code_hours
from fairway.accounts.models import OneTimeKey
from fairway.accounts.onetime import shown
from fairway.people.models import Person
from fairway.ui.toasts import say, warn

MOST = 100


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """Choose people, and get a sheet with a code and a square for each, shown this once."""
    if request.viewer is None:
        raise Http404  # codes are handed out by somebody who knows the person
    people = those_without_mail(request.viewer)
    if request.method == "POST":
        chosen = people.filter(public_id__in=request.POST.getlist("person"))[:MOST]
        if chosen:
            return sheet(request, list(chosen))
        warn(request, _("Choose at least one person."))
    waiting = OneTimeKey.objects.good().filter(purpose=OneTimeKey.Purpose.STAFF)
    have_code = set(waiting.values_list("account", flat=True))
    rows = [{"person": one, "waiting": one.account_id in have_code} for one in people[:MOST]]
    return render(request, "accounts/codes.html", {"rows": rows, "hours": code_hours()})


def sheet(request: HttpRequest, people: list[Person]) -> HttpResponse:
    with transaction.atomic():
        keys = [issue_staff_code(one, actor=request.viewer, hours=code_hours()) for one in people]
    cards = [{"key": key, "code": shown(key.code)} for key in keys]
    return render(
        request, "accounts/sheet.html", {"cards": cards, "address": address("accounts:staff")}
    )


@require_POST
def take_back(request: HttpRequest, public_id: str) -> HttpResponse:
    people = Person.objects.allowed(request.viewer, "give_code")
    person = get_object_or_404(people, public_id=public_id)
    if take_back_codes(person, actor=request.viewer):
        say(request, _("The code for %(name)s no longer works.") % {"name": person.name})
    return redirect("accounts:codes")


def those_without_mail(viewer: Person | None):
    people = Person.objects.allowed(viewer, "give_code")
    return people.for_display().select_related("account")
