"""Until when a second look is decided, in words for whoever reads it; and who of HR can name somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation import policy
from fairway.foundation.access import can, permitted
from fairway.people.days import organisation_day
from fairway.people.models import Appointment, Person, ReportingChain, UnitChain
from fairway.reviews.models import Dispute
from fairway.reviews.rules.disputes import independent_of

Role = Appointment.Role
DAY = "l j F Y"
MOST_OFFERED, A_YEAR = 8, timedelta(days=365)


@dataclass(frozen=True)
class Expected:
    """When there is an answer: the day, or what it waits for."""

    words: str
    is_late: bool = False


def expected(dispute: Dispute, viewer: Person) -> Expected | None:
    """Nothing once it is over."""
    if not dispute.is_open:
        return None
    if dispute.reviewer is None or dispute.due_on is None:
        return Expected(_waits_for_a_name(dispute), dispute.unnamed_told_at is not None)
    said = {"name": dispute.reviewer.name, "day": date_format(dispute.due_on, DAY)}
    if dispute.is_late:
        return Expected(_late(dispute, viewer) % said, is_late=True)
    if viewer.pk == dispute.reviewer_id:
        return Expected(_("You decide by %(day)s.") % said)
    if viewer.pk == dispute.person_id:
        return Expected(_("You can expect an answer from %(name)s by %(day)s.") % said)
    return Expected(_("%(name)s decides by %(day)s.") % said)


def _waits_for_a_name(dispute: Dispute) -> str:
    number = policy.get("reviews.dispute_days")
    words = ngettext(
        "HR names somebody for it who had no part in the review. From then on they have one of "
        "their working days, and the day of the answer stands here.",
        "HR names somebody for it who had no part in the review. From then on they have %(n)s of "
        "their working days, and the day of the answer stands here.",
        number,
    )
    waits = words % {"n": number}
    if dispute.unnamed_told_at is None:
        return waits
    return _("This takes longer than it should; HR was reminded.") + " " + waits


def _late(dispute: Dispute, viewer: Person) -> str:
    if viewer.pk == dispute.reviewer_id:
        return _("This is late: you were to decide by %(day)s. HR knows that it waits.")
    if viewer.pk == dispute.person_id:
        return _(
            "The answer is late: %(name)s was to decide by %(day)s. They are reminded, and HR is "
            "told that you wait."
        )
    return _("This is late: %(name)s was to decide by %(day)s.")


def who_can_name(dispute: Dispute) -> list[Person]:
    """HR partners of the person's units and who has been at it; people leads where there is none."""
    there = dispute.person.assignment
    above = UnitChain.objects.filter(below=there.unit_id if there else None).values("above")
    held = Appointment.objects.on(organisation_day())
    partners = held.filter(role=Role.HR_PARTNER, unit__in=above)
    known = [dispute.assigned_by_id, dispute.participant.cycle.facilitator_id]
    near = Person.objects.filter(
        Q(pk__in=filter(None, known)) | Q(pk__in=partners.values("person"))
    )
    leads = Person.objects.filter(pk__in=held.filter(role=Role.PEOPLE_LEAD).values("person"))
    return _able(near, dispute) or _able(leads, dispute)


def who_could_look(dispute: Dispute, viewer: Person) -> list[Person]:
    """A few whom the viewer can name: they lead others, so they know how a review is written. Who
    has taken a second look within a year comes last, so that it is not always the same."""
    leads = ReportingChain.objects.filter(above=OuterRef("pk"), depth=1)
    free = independent_of(dispute.participant).filter(permitted(Person, viewer, "view"))
    free = free.filter(Exists(leads)).exclude(pk=viewer.pk).order_by("sort_name", "pk")
    late = Dispute.objects.filter(opened_at__gte=timezone.now() - A_YEAR, reviewer__isnull=False)
    taken = set(late.order_by().values_list("reviewer", flat=True))
    # Two lists in the order of names, each cut off: one in both orders would be sorted as a whole.
    found = list(free.exclude(pk__in=taken)[:MOST_OFFERED])
    if taken and len(found) < MOST_OFFERED:
        found += free.filter(pk__in=taken)[: MOST_OFFERED - len(found)]
    return found


def _able(people: QuerySet[Person], dispute: Dispute) -> list[Person]:
    able = people.filter(active=True).order_by("pk")
    return [one for one in able if can(one, "assign", dispute)]
