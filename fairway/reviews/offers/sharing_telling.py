"""Who hears of what is given out and looked at again; mail says only that something waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import can
from fairway.foundation.ports import Notice
from fairway.people.models import Person
from fairway.reviews.models import Dispute, ReportOf360, SharedVersion
from fairway.reviews.reading.second_looks import who_can_name

Tell = Callable[[Any], Iterator[Notice]]


def released_to_manager(event: Any) -> Iterator[Notice]:
    version = _version(event)
    if version is not None:
        words = _("A review that you wrote can be given to the person")
        yield from _to(version.participant.author, words, version)


def shared(event: Any) -> Iterator[Notice]:
    version = _version(event)
    if version is not None:
        yield from _to(version.person, _("Your review is here to read"), version)


def acknowledged(event: Any) -> Iterator[Notice]:
    version = _version(event)
    if version is not None:
        words = _("A review that you wrote was acknowledged")
        yield from _to(version.participant.author, words, version)


def report_released(event: Any) -> Iterator[Notice]:
    rows = ReportOf360.objects.select_related("person", "participant__author")
    report = rows.filter(pk=event.subject_id).first()
    if report is not None:
        yield from _to(report.person, _("What colleagues said together is here to read"), report)
        words = _("A report that colleagues made together is here to read")
        yield from _to(report.participant.author, words, report)


def disputed(event: Any) -> Iterator[Notice]:
    dispute = _dispute(event)
    if dispute is not None:
        words = _("Somebody asks for a second look at a review that you wrote")
        yield from _to(dispute.author, words, dispute)


def assigned(event: Any) -> Iterator[Notice]:
    dispute = _dispute(event)
    if dispute is not None:
        yield from _to(dispute.reviewer, _("You are asked to take a second look"), dispute)
        words = _("Somebody is named who takes the second look")
        for one in (dispute.person, dispute.author):
            yield from _to(one, words, dispute)


def added_to(event: Any) -> Iterator[Notice]:
    """The other side, and who looks."""
    dispute = _dispute(event)
    if dispute is not None:
        words = _("Something was added to a second look")
        for one in (dispute.person, dispute.author, dispute.reviewer):
            if one is not None and event.actor is not None and one.pk != event.actor.pk:
                yield from _to(one, words, dispute)


def withdrawn(event: Any) -> Iterator[Notice]:
    dispute = _dispute(event)
    if dispute is not None:
        for one in (dispute.author, dispute.reviewer):
            yield from _to(one, _("A second look was taken back"), dispute)
        yield from _to_hr(dispute)


def decided(event: Any) -> Iterator[Notice]:
    dispute = _dispute(event)
    if dispute is not None:
        for one in (dispute.person, dispute.author):
            yield from _to(one, _("A second look was decided"), dispute)
        yield from _to_hr(dispute)


def late(event: Any) -> Iterator[Notice]:
    """Who looks, and HR, who can name somebody else."""
    dispute = _dispute(event)
    if dispute is not None:
        words = _("A second look that you take should be decided by now")
        yield from _to(dispute.reviewer, words, dispute)
        yield from _to_whoever_names(
            dispute, _("A second look is late. You can name somebody else.")
        )


def unnamed(event: Any) -> Iterator[Notice]:
    dispute = _dispute(event)
    if dispute is not None:
        words = _("Somebody has waited for days for you to name who takes a second look")
        yield from _to_whoever_names(dispute, words)


def _to_whoever_names(dispute: Dispute, words: Any) -> Iterator[Notice]:
    for one in who_can_name(dispute):
        yield Notice(one, words, reverse("reviews:assign_dispute", args=[dispute.public_id]))


def _to_hr(dispute: Dispute) -> Iterator[Notice]:
    """Who named somebody, and who holds the cycle: what came of it, and no word of it."""
    told = (dispute.assigned_by, dispute.participant.cycle.facilitator)
    words = format_lazy(
        _("A second look in {cycle} has ended: {outcome}"),
        cycle=dispute.participant.cycle.name,
        outcome=dispute.outcome,
    )
    for one in dict.fromkeys(filter(None, told)):
        if one.active and can(one, "oversee", dispute):
            yield Notice(one, words, reverse("reviews:disputes_to_name"))


def _to(person: Person | None, words: Any, obj: Any) -> Iterator[Notice]:
    """Asked anew: who may no longer read it is told nothing of it."""
    if person is not None and person.active and can(person, "view", obj):
        yield Notice(person, words, obj.get_absolute_url())


def _version(event: Any) -> SharedVersion | None:
    return SharedVersion.objects.for_display().filter(pk=event.subject_id).first()


def _dispute(event: Any) -> Dispute | None:
    held_by = "participant__cycle__facilitator"
    rows = Dispute.objects.for_display().select_related("author", "assigned_by", held_by)
    return rows.filter(pk=event.subject_id).first()


C3, C4, ABOUT, HR = "C3", "C4", "subject", "hr"
# Key, words, picture, class, who sees it in a timeline, whom it tells.
KINDS: tuple[tuple[str, Any, str, str, str, Tell | None], ...] = (
    (
        "released_to_manager",
        _("Gave a review to its author"),
        "send",
        C3,
        ABOUT,
        released_to_manager,
    ),
    ("shared", _("Gave a review to the person"), "send", C3, ABOUT, shared),
    ("giving_out", _("Gave reviews of a cycle out"), "send", C3, HR, None),
    ("acknowledged", _("Acknowledged a review"), "circle-check", C3, ABOUT, acknowledged),
    ("signed", _("Signed a review"), "pencil", C3, ABOUT, None),
    ("report_released", _("Gave out a report of 360"), "users", C4, ABOUT, report_released),
    ("packets_asked", _("Had documents made"), "file-text", C3, HR, None),
    ("disputed", _("Asked for a second look"), "scale", C4, ABOUT, disputed),
    ("dispute_assigned", _("Named who takes a second look"), "scale", C4, ABOUT, assigned),
    ("dispute_unnamed", _("Nobody takes a second look yet"), "clock", C4, ABOUT, unnamed),
    ("dispute_late", _("A second look is late"), "clock", C4, ABOUT, late),
    ("dispute_answered", _("Answered in a second look"), "scale", C4, ABOUT, added_to),
    ("dispute_evidence", _("Added to a second look"), "scale", C4, ABOUT, added_to),
    ("dispute_withdrawn", _("Took back a second look"), "arrow-back-up", C4, ABOUT, withdrawn),
    ("dispute_decided", _("Decided a second look"), "scale", C4, ABOUT, decided),
)
