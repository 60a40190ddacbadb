"""What waits of what follows from reviews: to say what comes next, to decide, to tell the person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from fairway.foundation import policy
from fairway.foundation.ports import Todo
from fairway.foundation.times import midnight
from fairway.foundation.waiting import Waiting, waits
from fairway.people.days import organisation_day, organisation_zone
from fairway.people.models import Person
from fairway.people.relations import roles_of
from fairway.reviews.models import (
    ApprovalStep,
    Participant,
    Recommendation,
    ReviewOutcome,
    SharedVersion,
)
from fairway.reviews.rules.templates import KEEPERS

SOURCE = "outcomes"
MOST = 50
ONE_BY_ONE = 3  # of more people one line says how many they are
ASKED_FOR = timedelta(days=30)  # after the review was given
ASKS = "reviews.outcome_asked"
PROMOTION, DEVELOPMENT, TELL, NEXT = "promotion", "development", "tell", "next"


def rows(viewer: Person, _now: datetime | None = None) -> list[QuerySet[Any, Any]]:
    """HR asks by its units; everybody else by their own key alone."""
    waiting = ApprovalStep.objects.filter(state=ApprovalStep.State.WAITING)
    mine = waiting.filter(approver=viewer.pk)
    if roles_of(viewer) & KEEPERS:
        mine = ApprovalStep.objects.allowed(viewer, "decide")
    few = ApprovalStep.objects.filter(pk__in=mine.order_by("pk").values("pk")[:MOST])
    said = {
        "key": F("recommendation__public_id"),
        "whose": F("person__name"),
        "which": F("recommendation__proposed_by__name"),
        "moment": F("recommendation__proposed_at"),
    }
    approved = Recommendation.objects.filter(
        written_by=viewer.pk, state=Recommendation.State.APPROVED, told_at=None
    )
    return [
        waits(few.filter(recommendation__kind=PROMOTION), SOURCE, PROMOTION, **said),
        waits(few.filter(recommendation__kind=DEVELOPMENT), SOURCE, DEVELOPMENT, **said),
        waits(
            approved,
            SOURCE,
            TELL,
            key=F("public_id"),
            whose=F("person__name"),
            which=F("participant__cycle__name"),
            moment=F("decided_at"),
        ),
        _unconcluded(viewer),
    ]


def _unconcluded(viewer: Person) -> QuerySet[Any, Any]:
    """Who has their review from the viewer since lately, and does not know what comes next. By
    whole days, as the rules ask, so that it is asked the same way all day."""
    since = midnight(organisation_day() - ASKED_FOR, organisation_zone())
    given = SharedVersion.objects.given().filter(participant=OuterRef("pk"))
    known = ReviewOutcome.objects.filter(participant=OuterRef("pk"), given_at__isnull=False)
    mine = Participant.objects.allowed(viewer, "conclude").filter(
        Exists(given.filter(to_subject_at__gte=since)), ~Exists(known), author=viewer.pk
    )
    few = Participant.objects.filter(pk__in=mine.order_by("-pk").values("pk")[:MOST])
    return waits(
        few,
        SOURCE,
        NEXT,
        key=F("public_id"),
        whose=F("person__name"),
        which=F("cycle__name"),
        moment=Subquery(given.order_by("to_subject_at").values("to_subject_at")[:1]),
    )


def tell(waiting: list[Waiting]) -> Iterator[Todo]:
    words = {
        PROMOTION: (_("Decide on a promotion of %(name)s"), _("Decide"), 10),
        DEVELOPMENT: (_("Decide on a step in development of %(name)s"), _("Decide"), 5),
        TELL: (_("Tell %(name)s what was decided"), _("Look"), 10),
    }
    ordered = sorted(waiting, key=lambda each: (str(each.moment), each.key))
    yield from _say_what_is_next([one for one in ordered if one.kind == NEXT])
    for one in (each for each in ordered if each.kind != NEXT):
        title, action, minutes = words[one.kind]
        yield Todo(
            title=title % {"name": one.whose},
            url=reverse("reviews:recommendation", args=[one.key]),
            action=action,
            detail=one.which,
            minutes=minutes,
            key=f"{SOURCE}:{one.kind}:{one.key}",
        )


def _say_what_is_next(waiting: list[Waiting]) -> Iterator[Todo]:
    """Where the organisation asks for it; asked here, for the query is the same for all."""
    if not waiting or not policy.get(ASKS):
        return
    if len(waiting) > ONE_BY_ONE:
        yield Todo(
            title=_("Say what comes next for %(n)s people") % {"n": len(waiting)},
            url=reverse("reviews:outcomes"),
            action=_("Look"),
            detail=waiting[-1].which,
            minutes=5 * len(waiting),
            key=f"{SOURCE}:{NEXT}",
        )
        return
    for one in waiting:
        yield Todo(
            title=_("Say what comes next for %(name)s") % {"name": one.whose},
            url=reverse("reviews:conclude", args=[one.key]),
            action=_("Write"),
            detail=one.which,
            minutes=5,
            key=f"{SOURCE}:{NEXT}:{one.key}",
        )
