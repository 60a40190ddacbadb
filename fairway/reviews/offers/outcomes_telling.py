"""Who hears of what follows from a review; mail says only that something waits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import can
from fairway.foundation.ports import Notice
from fairway.people.days import organisation_day
from fairway.people.models import Appointment, Person, UnitChain
from fairway.reviews.models import ApprovalStep, Recommendation, ReviewOutcome


def outcome_given(event: Any) -> Iterator[Notice]:
    rows = ReviewOutcome.objects.for_display()
    outcome = rows.filter(pk=event.subject_id).first()
    if outcome is not None:
        yield from _to(outcome.person, _("What comes next after your review is here"), outcome)


def recommended(event: Any) -> Iterator[Notice]:
    """Whose turn it is, or whoever proposed it once it is decided."""
    found = _recommendation(event)
    if found is None:
        return
    if found.is_decided:
        yield from _to(found.proposed_by, _("A recommendation of yours is decided"), found)
        return
    for step in found.steps.filter(state=ApprovalStep.State.WAITING):
        for one in _deciders(step):
            if can(one, "decide", step):
                yield from _to(one, _("A recommendation waits for your yes or no"), found)


def told(event: Any) -> Iterator[Notice]:
    found = _recommendation(event)
    if found is not None:
        yield from _to(found.person, _("What was recommended for you is decided"), found)


def _deciders(step: ApprovalStep) -> list[Person]:
    if step.approver is not None and step.approver.active:
        return [step.approver]
    at = step.person.assignment
    above = UnitChain.objects.filter(below=at.unit_id if at else None).values("above")
    held = Appointment.objects.on(organisation_day()).filter(
        role=Appointment.Role.HR_PARTNER, unit__in=above
    )
    return list(Person.objects.active().filter(pk__in=held.values("person")).order_by("pk"))


def _to(person: Person | None, words: Any, obj: Any) -> Iterator[Notice]:
    """Asked anew: who may no longer read it is told nothing of it."""
    if person is not None and person.active and can(person, "view", obj):
        yield Notice(person, words, obj.get_absolute_url())


def _recommendation(event: Any) -> Recommendation | None:
    return Recommendation.objects.for_display().filter(pk=event.subject_id).first()


# Key, words, picture, whom it tells. Each is about whoever may know of it: the author until the
# person is told.
KINDS: tuple[tuple[str, Any, str, Any], ...] = (
    ("outcome_written", _("Wrote what comes next after a review"), "pencil", None),
    ("outcome_discarded", _("Emptied what was to come next after a review"), "trash", None),
    ("outcome_given", _("Gave what comes next after a review"), "send", outcome_given),
    ("recommendation_begun", _("Began a recommendation"), "plus", None),
    ("recommendation_written", _("Changed the draft of a recommendation"), "pencil", None),
    ("recommendation_discarded", _("Discarded the draft of a recommendation"), "trash", None),
    ("recommended", _("Recommended something after a review"), "send", recommended),
    ("recommendation_approved", _("Approved a recommendation"), "circle-check", recommended),
    ("recommendation_declined", _("Declined a recommendation"), "circle-x", recommended),
    ("recommendation_told", _("Told somebody what was recommended for them"), "send", told),
)
