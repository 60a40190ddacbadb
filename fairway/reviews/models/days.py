"""Until when somebody has for what a phase asks of them, where it is not the last day of the phase."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest

from fairway.reviews.models.cycles import Phase, ReviewCycle

# What somebody in a cycle does themselves or with their manager; HR can give more days for each.
FOR_ONE = (Phase.Kind.NOMINATE, Phase.Kind.SHARE, Phase.Kind.SIGN)


class OwnDay(models.Model):
    """The last day of a phase for one person: they are away, came late, or were given more days.

    Whoever has none has the phase's own. It is never before that. For writing, each review has its
    day itself.
    """

    cycle = models.ForeignKey(ReviewCycle, models.CASCADE, related_name="own_days", db_index=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9, choices=Phase.Kind)
    due_on = models.DateField(help_text="The end of that day, where they are.")
    extended_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "person", "kind"], name="own_day_once"),
            models.CheckConstraint(name="own_day_is_not_for_writing", condition=~Q(kind="write")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} until {self.last_day}"

    @property
    def last_day(self) -> date:
        """With what was added to it."""
        return max(self.due_on, self.extended_until or self.due_on)


LAST = Greatest("due_on", Coalesce("extended_until", "due_on"))


def day_of_phase(kind: Any, *, cycle: str, person: str) -> Coalesce:
    """A column: the day by whose end that person does what the phase asks; none without a phase."""
    own = OwnDay.objects.filter(cycle=OuterRef(cycle), person=OuterRef(person), kind=kind)
    phase = Phase.objects.filter(cycle=OuterRef(cycle), kind=kind).order_by()
    return Coalesce(
        Subquery(own.annotate(last=LAST).values("last")[:1]),
        Subquery(phase.values("due_on")[:1]),
        output_field=models.DateField(),
    )


def phases_for(cycle: Any, person: Any) -> Any:
    """The phases of a cycle, each with its last day for that person, as `until`."""
    own = OwnDay.objects.filter(cycle=cycle, person=person, kind=OuterRef("kind"))
    theirs = Subquery(own.annotate(last=LAST).values("last")[:1])
    return Phase.objects.filter(cycle=cycle).annotate(until=Coalesce(theirs, F("due_on")))
