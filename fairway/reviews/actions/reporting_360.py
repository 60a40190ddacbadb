"""Give somebody the report of what others said in confidence: once, for good, to them first."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from fairway.foundation import policy
from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.reviews.actions.sharing_refused import (
    NobodyAsked,
    NoReportPromised,
    StillAnswering,
)
from fairway.reviews.models import (
    Answer,
    Dispute,
    Participant,
    ReportOf360,
    ReviewCycle,
    spelled,
)
from fairway.reviews.models.writing import CONFIDENTIAL
from fairway.reviews.reading.confidential import (
    confidential_kinds,
    report_on,
)
from fairway.reviews.reading.reports_waiting import answers_about
from fairway.reviews.report_360 import Report


@transaction.atomic
def release_report(participant: Participant, *, actor: Any) -> ReportOf360:
    """Made of what is submitted by now. It is never made anew: two reports that differ by one
    answer would give that one away."""
    participant = claim(participant, actor=actor, verb="release")
    known = ReportOf360.objects.filter(participant=participant).first()
    if known is not None:
        return known
    if not confidential_kinds(participant):
        raise NoReportPromised
    _nobody_answers_any_more(participant)
    found = report_on(participant)
    made = kept_as(participant, found, at=timezone.now())
    made.save(force_insert=True)
    record(
        "reviews.report_released",
        actor=actor,
        subject=made,
        about=participant.person,
        says_anything=found.says_anything,
    )
    return made


def _nobody_answers_any_more(participant: Participant) -> None:
    answers = answers_about(participant)
    if answers.until is not None and answers.may_still_come:
        raise StillAnswering(answers.until)
    if not answers.asked:
        raise NobodyAsked(participant.person.name)


def kept_as(participant: Participant, found: Report, *, at: datetime) -> ReportOf360:
    """Sealed under the key of whom it is about; not saved yet."""
    made = ReportOf360(
        participant=participant,
        person=participant.person,
        threshold=participant.cycle.threshold,
        to_manager=_reaches_the_manager(participant.cycle),
        released_at=at,
    )
    made.seal_content(spelled(found.as_json()))
    return made


def _reaches_the_manager(cycle: ReviewCycle) -> bool:
    """As raters were told before they began; since then it can have become stricter."""
    return bool(cycle.manager_reads_report and policy.get("reviews.manager_reads_360"))


def destroy_confidential_answers() -> int:
    """Nightly: once a cycle is closed and nobody can ask for a second look any more, what each
    rater wrote goes, where the report is made or nobody waits for one. The report stays, and that
    they took part."""
    days = policy.get("reviews.dispute_window_days")
    over = timezone.now() - timedelta(days=days + 1)
    closed = ReviewCycle.objects.filter(state=ReviewCycle.State.CLOSED, closed_at__lt=over)
    looked_at = Dispute.objects.open().values("participant__cycle")
    waiting = _no_longer_needed().filter(review__cycle__in=closed)
    waiting = waiting.exclude(review__cycle__in=looked_at).order_by()
    cycles = waiting.values_list("review__cycle", flat=True).distinct()
    return sum(_destroy(cycle) for cycle in list(cycles))


def _no_longer_needed() -> QuerySet[Answer]:
    done = Q(review__participant__report_of_360__isnull=False)
    gone = ~Q(review__participant__state=Participant.State.OPEN)
    return Answer.objects.filter(done | gone, review__kind__in=CONFIDENTIAL)


@transaction.atomic
def _destroy(cycle: int) -> int:
    mine = _no_longer_needed().filter(review__cycle=cycle)
    count = mine.count()
    Answer.objects.filter(pk__in=mine.values("pk")).delete()  # with what stood there before
    reports = ReportOf360.objects.filter(participant__cycle=cycle, answers_gone_at=None)
    reports.update(answers_gone_at=timezone.now())
    return count
