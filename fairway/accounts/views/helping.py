"""HR helps somebody who has lost their second factor."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fairway.accounts.actions.helping import help_in as help_person_in
from fairway.people.finding import named
from fairway.people.models import Person
from fairway.ui.toasts import say

MOST = 20


@require_safe
def helping(request: HttpRequest) -> HttpResponse:
    if request.viewer is None:
        raise Http404  # whoever helps knows the person
    words = request.GET.get("q", "").strip()
    people = Person.objects.allowed(request.viewer, "help_in")
    found = list(people.filter(named(words)).for_display()[:MOST]) if words else []
    return render(request, "accounts/helping.html", {"people": found, "words": words})


@require_POST
def help_in(request: HttpRequest, public_id: str) -> HttpResponse:
    people = Person.objects.allowed(request.viewer, "help_in")
    person = get_object_or_404(people, public_id=public_id)
    help_person_in(person, actor=request.viewer)
    said = _("%(name)s signs in with password or mail alone now, and has been told.")
    say(request, said % {"name": person.name})
    return redirect("accounts:helping")
