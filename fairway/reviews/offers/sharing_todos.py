"""What waits for somebody once reviews are given out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from fairway.foundation.lookups import among
from fairway.foundation.ports import Todo
from fairway.foundation.waiting import Waiting, waits
from fairway.people.models import Person
from fairway.people.relations import direct_reports, roles_of
from fairway.reviews.models import Dispute, ReviewCycle
from fairway.reviews.offers.shapes import end_here
from fairway.reviews.reading import steps
from fairway.reviews.rules.templates import KEEPERS
from fairway.ui.moments import say

SOURCE = "reviews_shared"
MOST = 50
TO_READ, TO_GIVE, TO_SIGN, TO_DECIDE, TO_ANSWER, TO_NAME = (
    "read",
    "give",
    "sign",
    "decide",
    "answer",
    "name",
)


def rows(viewer: Person, _now: datetime) -> list[QuerySet[Any, Any]]:
    """By the keys of the viewer alone, so that Home asks as quickly for ten thousand."""
    written = {
        "participant__author": viewer.pk,
        "participant__cycle__state": ReviewCycle.State.LAUNCHED,
    }
    looks = Dispute.objects.filter(state=Dispute.State.ASSIGNED, reviewer=viewer.pk)
    answers = Dispute.objects.open().filter(author=viewer.pk, responded_at=None)
    parts = [
        _waiting(steps.RECEIVE, TO_READ, person=viewer.pk),
        _waiting(steps.GIVE, TO_GIVE, **written),
        _waiting(steps.SIGN, TO_SIGN, **written),
        _given_after_the_close(viewer),
        _disputes(looks, TO_DECIDE),
        _disputes(answers, TO_ANSWER),
    ]
    if roles_of(viewer) & KEEPERS:
        unnamed = Dispute.objects.allowed(viewer, "assign").filter(reviewer=None)
        parts.append(_disputes(unnamed, TO_NAME))
    return parts


def _waiting(step: steps.Step, kind: str, **whose: Any) -> QuerySet[Any, Any]:
    """Due with its phase of the cycle, by their own days, where the cycle has it."""
    return _a_few(step.rows().filter(**whose), kind, day=step.day(), moment=F("made_at"))


def _given_after_the_close(viewer: Person) -> QuerySet[Any, Any]:
    """Such as what a second look changed: by no day, for that of the phase was over before. Who is
    no longer the manager is not asked for their name, though for some days they may still give it."""
    late = steps.SIGN.rows().filter(
        among("person", direct_reports(viewer), "below"),
        participant__author=viewer.pk,
        participant__cycle__state=ReviewCycle.State.CLOSED,
        to_subject_at__gte=F("participant__cycle__closed_at"),
    )
    return _a_few(late, TO_SIGN, moment=F("made_at"))


def _disputes(found: QuerySet[Dispute], kind: str) -> QuerySet[Any, Any]:
    return _a_few(found, kind, day=F("due_on"), moment=F("opened_at"))


def _a_few(found: QuerySet[Any, Any], kind: str, **when: Any) -> QuerySet[Any, Any]:
    few = found.model._default_manager.filter(pk__in=found.order_by("pk").values("pk")[:MOST])
    about = {"whose": F("person__name"), "which": F("participant__cycle__name")}
    return waits(few, SOURCE, kind, key=F("public_id"), **about, **when)


def tell(waiting: list[Waiting]) -> Iterator[Todo]:
    words = {
        TO_READ: (_("Read your review"), _("Read"), 15, "reviews:shared"),
        TO_GIVE: (_("Give %(name)s their review"), _("Look"), 10, "reviews:shared"),
        TO_SIGN: (_("Sign the review of %(name)s"), _("Sign"), 2, "reviews:shared"),
        TO_DECIDE: (_("Take a second look at a review"), _("Look"), 45, "reviews:dispute"),
        TO_ANSWER: (_("Answer in a second look"), _("Answer"), 15, "reviews:dispute"),
        TO_NAME: (_("Name who takes a second look"), _("Name"), 5, "reviews:assign_dispute"),
    }
    for one in sorted(waiting, key=lambda each: (each.day or date.max, each.moment)):
        title, action, minutes, name = words[one.kind]
        yield Todo(
            title=title % {"name": one.whose},
            url=reverse(name, args=[one.key]),
            action=action,
            detail=_detail(one),
            due_at=end_here(one.day),
            minutes=minutes,
            key=f"{SOURCE}:{one.kind}:{one.key}",
        )


def _detail(one: Waiting) -> str:
    """Since when somebody waits, where no day says until when."""
    if one.kind != TO_NAME or one.moment is None:
        return one.which
    return _("%(cycle)s, waits since %(day)s") % {"cycle": one.which, "day": say(one.moment)}
