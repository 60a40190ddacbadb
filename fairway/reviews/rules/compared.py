"""Who takes part in comparing ratings, and what of reviews that opens to them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fairway.foundation.lookups import among
from fairway.people.models import Person
from fairway.people.relations import (
    MANAGER,
    Clause,
    Relation,
    Role,
    excluded,
    roles_of,
    standing_of,
)
from fairway.reviews.models import CalibrationSession, Calibrator, CycleKind, Placement
from fairway.reviews.rules.participants import closed_long_ago

CALIBRATOR = Relation("calibrator", _("who takes part in comparing ratings"))

ROLES = frozenset({Role.HR_PARTNER, Role.PEOPLE_LEAD, Role.EXECUTIVE, Role.FAIRNESS})


def may_compare(viewer: Any) -> bool:
    """Whether the way there is offered; what they find is for the rules to say."""
    if not isinstance(viewer, Person):
        return False
    return bool(roles_of(viewer) & ROLES) or MANAGER.key in standing_of(viewer)


def sessions_of(viewer: Person) -> QuerySet[Calibrator]:
    """Where they take part; some days after the cycle was closed they have read what they needed."""
    mine = Calibrator.objects.filter(person=viewer.pk)
    return mine.exclude(closed_long_ago("session__cycle"))


def reviews_compared(viewer: Person) -> Clause:
    """Managers’ reviews of whom a session of the viewer's is about: once it is open, so that
    everybody says first what they think, and never of themselves or of those above them."""
    rows = Placement.objects.filter(session__in=sessions_of(viewer).values("session"))
    heard = rows.exclude(session__state=CalibrationSession.State.PRE_VOTE)
    theirs = Q(kind=CycleKind.Kind.MANAGER) & among("participant", heard, "participant")
    return Clause(CALIBRATOR, theirs, excluded(viewer, "participant__person"))
