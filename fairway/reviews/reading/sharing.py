"""Pages of what is given out: lists, how far a cycle is, a second look, what raters said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairway.foundation.languages import Texts
from fairway.foundation.sealing import Erased, data_keys_for, lend_keys
from fairway.people.models import Person
from fairway.reviews.actions.disputing import open_until
from fairway.reviews.models import (
    Dispute,
    DisputeEvidence,
    Exhibit,
    Participant,
    ReportOf360,
    Review,
    ReviewCycle,
    SharedVersion,
    Signature,
)
from fairway.reviews.reading.exhibits import Shown, exhibits_for
from fairway.reviews.reading.second_looks import Expected, expected
from fairway.reviews.report_360 import (
    ALL,
    BLIND_SPOT,
    HIDDEN_STRENGTH,
    STRENGTH,
    TO_GROW,
    is_even,
)

MOST_REPORTS = 50
MOST_ENDED = 20
GROUPS = {
    ALL: gettext_lazy("All of them"),
    "peer": gettext_lazy("Peers"),
    "upward": gettext_lazy("Their own reports"),
    "external": gettext_lazy("People outside"),
}
SIGNS = {
    BLIND_SPOT: gettext_lazy("Worth asking about"),
    HIDDEN_STRENGTH: gettext_lazy("A hidden strength"),
    STRENGTH: gettext_lazy("A strength"),
    TO_GROW: gettext_lazy("Something to grow in"),
}


def about_me(viewer: Person) -> QuerySet[SharedVersion]:
    return SharedVersion.objects.allowed(viewer).filter(person=viewer).for_display()


def by_me(viewer: Person) -> QuerySet[SharedVersion]:
    rows = SharedVersion.objects.allowed(viewer).filter(participant__author=viewer)
    return rows.for_display()


def reports_of(viewer: Person, *, by_me: bool) -> list[ReportOf360]:
    """What raters said together about oneself, or about those whose reviews one writes."""
    rows = ReportOf360.objects.allowed(viewer).select_related("person", "participant__cycle")
    mine = rows.exclude(person=viewer) if by_me else rows.filter(person=viewer)
    return list(mine.order_by("-released_at", "-pk")[:MOST_REPORTS])


@dataclass(frozen=True)
class Standing:
    """Where a version stands for its reader: what they can still do with it, and who has signed."""

    is_superseded: bool
    can_acknowledge: bool
    can_sign: bool
    can_give: bool
    can_dispute: bool
    dispute_until: datetime | None
    dispute: Dispute | None
    expected: Expected | None


def standing_of_version(version: Any, viewer: Person) -> Standing:
    """`version` comes with what the viewer may do. But for its author, a newer one that is not given
    yet does not exist."""
    given = version.to_subject_at is not None
    mine = viewer.pk == version.person_id
    made = list(version.participant.shared_versions.order_by("number").defer("content"))
    newest = next((one for one in reversed(made) if one.to_subject_at is not None), None)
    is_current = newest is not None and newest.pk == version.pk
    known = made[-1] if version.may_read_guide else newest
    names = {one.signed_as: one.by_id for one in version.signatures.all()}
    until = open_until(version) if mine else None
    asked = Dispute.objects.allowed(viewer).filter(version_disputed=version).for_display()
    dispute = asked.order_by("-opened_at", "-pk").first()
    may_ask = dispute is None or dispute.state == Dispute.State.WITHDRAWN
    can_receive = version.may_acknowledge and is_current
    return Standing(
        is_superseded=known is not None and known.number > version.number,
        can_acknowledge=can_receive and Signature.As.SUBJECT not in names,
        can_sign=version.may_sign and not mine and is_current and Signature.As.AUTHOR not in names,
        can_give=not given and version.may_read_guide and known == version,
        can_dispute=mine and is_current and may_ask and _is_ahead(until),
        dispute_until=until,
        dispute=dispute,
        expected=expected(dispute, viewer) if dispute else None,
    )


def _is_ahead(moment: datetime | None) -> bool:
    return moment is not None and moment > timezone.now()


def count_of_cycle(cycle: ReviewCycle, viewer: Person) -> dict[str, int]:
    """How far giving out is, among those whom the viewer reaches; one query."""
    reached = Participant.objects.allowed(viewer, "give").filter(cycle=cycle).in_it()
    versions = SharedVersion.objects.filter(participant=OuterRef("pk"))
    signed = Signature.objects.filter(participant=OuterRef("pk"), signed_as=Signature.As.SUBJECT)
    written = Review.objects.filter(
        participant=OuterRef("pk"), kind="manager", submitted_at__isnull=False
    )
    asked = reached.annotate(
        written=Exists(written),
        with_manager=Exists(versions),
        with_person=Exists(versions.filter(to_subject_at__isnull=False)),
        received=Exists(signed),
        has_report=Exists(ReportOf360.objects.filter(participant=OuterRef("pk"))),
    )
    return asked.aggregate(
        people=Count("pk"),
        written_=Count("pk", filter=Q(written=True)),
        with_manager_=Count("pk", filter=Q(with_manager=True)),
        with_person_=Count("pk", filter=Q(with_person=True)),
        received_=Count("pk", filter=Q(received=True)),
        reports=Count("pk", filter=Q(has_report=True)),
    )


def ended_lately(viewer: Person) -> list[Dispute]:
    """What came of second looks that the viewer could name somebody for, the latest first."""
    rows = Dispute.objects.allowed(viewer, "oversee").for_display()
    return list(rows.order_by("-opened_at", "-pk")[:MOST_ENDED])


@dataclass(frozen=True)
class Look:
    """A second look with its words, for the three who read it."""

    dispute: Dispute
    words: str
    response: str
    reason: str
    question: str
    asked: Sequence[Shown]
    answered: Sequence[Shown]
    evidence: tuple[tuple[DisputeEvidence, str, Sequence[Shown]], ...]


def look_of(dispute: Dispute, viewer: Person) -> Look:
    brought = list(dispute.evidence.select_related("by"))
    keys = data_keys_for([dispute.person_id])
    lend_keys([dispute, *brought], keys)
    shown: dict[Any, list[Shown]] = {}
    try:
        shown = exhibits_for(dispute, viewer, keys)
        evidence = tuple((one, one.read_words() or "", shown.get(one.pk, ())) for one in brought)
        words, response, reason = (
            getattr(dispute, f"read_{name}")() or "" for name in ("words", "response", "reason")
        )
    except Erased:
        evidence, words, response, reason = (), "", "", ""
    question = str(dispute.question) if dispute.question else _("The rating")
    asked, answered = shown.get(Exhibit.Place.ASKED, ()), shown.get(Exhibit.Place.ANSWERED, ())
    return Look(dispute, words, response, reason, question, asked, answered, evidence)


def report_sheet(report: ReportOf360) -> dict[str, Any]:
    """In the reader's language; groups by the words that people know them by."""
    try:
        said = report.words()
    except Erased:
        said = {}
    return {
        "k": report.threshold,
        "lines": [_report_line(one) for one in said.get("lines", ())],
        "comments": [
            {
                "text": str(Texts.of(one["text"])),
                "groups": [
                    {"of": ", ".join(str(GROUPS[name]) for name in names), "texts": texts}
                    for names, texts in one["groups"]
                ],
            }
            for one in said.get("comments", ())
        ],
    }


def _report_line(said: dict[str, Any]) -> dict[str, Any]:
    return {
        **said,
        "text": str(Texts.of(said["text"])),
        "groups": [
            {
                "of": str(GROUPS[group["of"]]),
                "mean": _mean(group),
                "people": _band(group["people"]),
            }
            for group in said["groups"]
        ],
        "apart": _signed(said["gap"]),
        "low": _written(said["low"]),
        "high": _written(said["high"]),
        "uneven": not is_even(said["points"]),
        "sign_words": str(SIGNS[said["sign"]]) if said["sign"] else "",
    }


def _mean(group: dict[str, Any]) -> str:
    words = {"high": _("%(mean)s or more"), "low": _("%(mean)s or less")}
    return words.get(group["end"], "%(mean)s") % {"mean": localize(group["mean"])}


def _band(people: str) -> str:
    """Where a band holds one number, that number."""
    low, _dash, high = people.partition("–")
    return low if low == high else people


def _signed(gap: float | None) -> str:
    if gap is None:
        return ""
    return f"+{localize(gap)}" if gap > 0 else _written(gap)


def _written(number: float | None) -> str:
    """With a minus as wide as a plus."""
    return str(localize(number)).replace("-", "−")
