"""Who hears of pay; mail says only that something waits, and no event carries an amount."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import Notice
from fairway.people.models import Person, ReportingChain
from fairway.reviews.models import PayLine, PayRound


def opened(event: Any) -> Iterator[Notice]:
    """Managers of those who are in it, and whoever plans besides them."""
    round_ = PayRound.objects.filter(pk=event.subject_id).first()
    if round_ is None:
        return
    people = PayLine.objects.filter(round=round_).values("person")
    managers = ReportingChain.objects.filter(below__in=people, depth=1).values("above")
    planners = round_.planners.values("person")
    everybody = Person.objects.active()
    for one in (everybody.filter(pk__in=managers) | everybody.filter(pk__in=planners)).distinct():
        yield Notice(one, _("A pay round is open"), round_.get_absolute_url())


def published(event: Any) -> Iterator[Notice]:
    """Each person whose pay was approved."""
    rows = PayLine.objects.filter(
        round=event.subject_id, state=PayLine.State.APPROVED, person__active=True
    )
    for line in rows.select_related("person").order_by("pk"):
        yield Notice(
            line.person,
            _("Your pay after the reviews is here to read"),
            reverse("reviews:pay_result", args=[line.public_id]),
        )


def sent_back(event: Any) -> Iterator[Notice]:
    line = PayLine.objects.select_related("proposed_by").filter(pk=event.subject_id).first()
    if line is not None and line.proposed_by is not None and line.proposed_by.active:
        words = _("A recommendation of pay came back to you")
        yield Notice(line.proposed_by, words, line.get_absolute_url())


KINDS: tuple[tuple[str, Any, str, Any], ...] = (
    ("pay_begun", _("Began a pay round"), "plus", None),
    ("pay_band_set", _("Set a band of pay"), "pencil", None),
    ("pay_budget_set", _("Set a budget of pay"), "pencil", None),
    ("pay_planner_added", _("Let somebody plan pay"), "user-plus", None),
    ("pay_day_set", _("Set from which day pay holds"), "calendar", None),
    ("pay_discarded", _("Discarded a pay round"), "trash", None),
    ("pay_part_taken_out", _("Took something out of a pay round"), "x", None),
    ("pay_opened", _("Opened a pay round"), "lock-open", opened),
    ("pay_locked", _("Locked a pay round"), "lock", None),
    ("pay_published", _("Published a pay round"), "send", published),
    ("pay_brought_in", _("Brought in what people are paid"), "upload", None),
    ("pay_exported", _("Took a list of pay for payroll"), "download", None),
    ("pay_recommended", _("Recommended pay"), "send", None),
    ("pay_agreed", _("Agreed to pay"), "check", None),
    ("pay_approved", _("Approved pay"), "circle-check", None),
    ("pay_sent_back", _("Sent a recommendation of pay back"), "arrow-back-up", sent_back),
)
