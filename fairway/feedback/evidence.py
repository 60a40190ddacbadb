"""What feedback and recognition tell of somebody's period, on one timeline with the other rooms."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from fairway.feedback.models import Feedback, Recognised, Recognition, Visibility
from fairway.foundation.addresses import address_of
from fairway.foundation.evidence import day_in
from fairway.foundation.organisation import organisation_zone
from fairway.foundation.ports import EvidenceSource, evidence_sources
from fairway.foundation.times import midnight


def feedback(viewer: Any, person: Any, start: date, end: date) -> QuerySet[Feedback]:
    """What the person could read themselves, and the viewer has before them: no surprises."""
    rows = Feedback.objects.allowed(viewer).standing().opened_by(viewer)
    rows = rows.filter(recipient=person).exclude(visibility=Visibility.MANAGER)
    return rows.filter(_given(start, end))


def recognition(viewer: Any, person: Any, start: date, end: date) -> QuerySet[Recognition]:
    """Praise that names the person, and that they have left on their profile."""
    named = Recognised.objects.filter(_given(start, end), person=person, hidden_at=None)
    rows = Recognition.objects.allowed(viewer).standing()
    return rows.filter(pk__in=named.values("recognition"))


def _given(start: date, end: date) -> Q:
    zone = organisation_zone()
    return Q(given_at__gte=midnight(start, zone), given_at__lt=midnight(end, zone))


def of_feedback() -> dict[str, Any]:
    private = When(visibility=Visibility.PRIVATE, then=Value("pair"))
    return {
        "day": day_in("given_at"),
        "words": "behaviour",
        "by": Coalesce(F("author__name"), F("author_name")),
        "voice": Coalesce(F("author__public_id"), Value("")),
        "reach": Case(private, default=Value("managers")),
    }


def of_recognition() -> dict[str, Any]:
    everybody = When(is_open=True, then=Value("open"))
    return {
        "day": day_in("given_at"),
        "words": "words",
        "by": F("author__name"),
        "voice": F("author__public_id"),
        "reach": Case(everybody, default=Value("managers")),
    }


def page_of_feedback(at: str) -> str:
    return address_of("feedback:feedback", at)


def page_of_recognition(at: str) -> str:
    return address_of("feedback:recognition", at)


evidence_sources.offer(
    EvidenceSource(
        "feedback",
        _("Feedback"),
        feedback,
        icon="message-2",
        columns=of_feedback,
        url=page_of_feedback,
        one=_("Feedback"),
    ),
    EvidenceSource(
        "recognition",
        _("Recognition"),
        recognition,
        icon="heart",
        columns=of_recognition,
        url=page_of_recognition,
        one=_("Recognition"),
    ),
)
