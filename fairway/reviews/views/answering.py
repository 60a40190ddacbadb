"""How pages of the room answer: a button that did it or says why not, and one form of a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal
from fairway.foundation.viewers import Request
from fairway.reviews.models import ReviewCycle
from fairway.ui.toasts import say, warn

# What a form of one review is called, and what happens by it.
SAID = {
    "extend": (_("More days"), ""),
    "reopen": (
        _("Open again"),
        _("What was submitted is kept as it was; a new version begins."),
    ),
    "reassign": (
        _("Somebody else writes it"),
        _("What was begun stays with who began it. Whoever you name begins with a new review."),
    ),
    "remove": (
        _("Take out"),
        _("Nobody writes it any more. It can be opened again."),
    ),
    "readdress": (
        _("Name another address"),
        _(
            "The mail server there will not take our letters. At another address they get a new "
            "link; the old one opens nothing any more, and what was begun behind it is deleted."
        ),
    ),
    "decline": (
        _("Say no"),
        _("HR alone reads why. The list says that somebody else is needed, and no more."),
    ),
    "decline_name": (
        _("Rather not"),
        _("Whoever named them reads it, and can name somebody else."),
    ),
    "remove_person": (
        _("Take out of the cycle"),
        _("Nobody writes about them any more. What was written is kept."),
    ),
}


def ask_why(
    request: Request,
    form: Any,
    verb: str,
    which: str,
    cycle: ReviewCycle,
    back: str,
    note: str = "",
) -> HttpResponse:
    """A page of one form, and nothing besides."""
    heading, always = SAID[verb]
    context = {
        "form": form,
        "which": which,
        "cycle": cycle,
        "heading": heading,
        "note": note or always,
    }
    return render(request, "reviews/cycles/keep.html", context | {"back": back}, status=form.status)


def attempt(request: Request, act: Callable[[], Any], words: str) -> bool:
    """Done, said in these words; or refused, and why. Gives whether it was done."""
    try:
        act()
    except Refusal as refusal:
        warn(request, str(refusal))
        return False
    say(request, words)
    return True
