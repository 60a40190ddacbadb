from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField
from fairway.foundation.word_index import WordIndex
from fairway.goals.models.progressing import MILLION, Progressing

TITLES = WordIndex("goals_goal", "title")
OF_ROWS = (
    *("public_id", "title", "scope", "visibility", "starts_on", "until_on", "next_update_on"),
    *("progress", "status", "confidence", "updated_at"),
    *("proposed_at", "agreed_at", "closed_at", "outcome"),
    *("parent", "priority"),
    *("owner__public_id", "owner__name", "unit__name"),
)


class GoalQuerySet(AccessQuerySet["Goal"]):
    def current(self):
        """What is being worked on or agreed upon: neither put away nor closed."""
        return self.filter(closed_at=None)

    def agreed(self):
        return self.current().exclude(agreed_at=None)

    def in_period(self, period: Any):
        return self.filter(period=period)

    def owned_by(self, person: Any):
        """Their own goals, and those that they own together with somebody."""
        shared = CoOwner.objects.filter(person=person).values("goal")
        return self.filter(Q(owner=person) | Q(pk__in=shared))

    def unaligned(self):
        """What contributes to nothing above it: to be seen, not forbidden."""
        return self.filter(parent=None, priority=None)

    def shown_around(self):
        """What may stand on a picture that is handed on: nothing private, whoever looks at it."""
        return self.exclude(visibility=Goal.Visibility.LINE)

    def for_display(self):
        return self.select_related("owner", "unit", "period", "responsible")

    def for_rows(self):
        """Without what only a goal's own page says: a list has many, and reads no reasons."""
        return self.select_related("owner", "unit").only(*OF_ROWS)


class Goal(Progressing):
    """Something that is to be true by a day, owned by a person, a unit or the organisation.

    It contributes to a parent, or to one of the parent's key results, with a sentence saying how.
    Contributing goals form a tree.
    """

    class Framework(models.TextChoices):
        OKR = "okr", _("Objective with key results")
        SMART = "smart", _("SMART goal")
        AGREED = "agreed", _("Agreed goal")

    class Scope(models.TextChoices):
        ORGANISATION = "organisation", _("The organisation")
        UNIT = "unit", _("A unit")
        PERSON = "person", _("A person")

    class Visibility(models.TextChoices):
        COMPANY = "company", _("Everybody here")
        UNIT = "unit", _("The people of the unit, managers above and HR")
        LINE = "line", _("Private: the owner, managers above and HR")

    class RollUp(models.TextChoices):
        OWN = "own", _("Its own key results")
        CONTRIBUTING = "contributing", _("The goals that contribute to it")
        BOTH = "both", _("Both, by weight")

    class Outcome(models.TextChoices):
        ACHIEVED = "achieved", _("Achieved")
        PARTLY = "partly", _("Partly achieved")
        MISSED = "missed", _("Missed")
        DROPPED = "dropped", _("Dropped")

    public_id = PublicIdField()
    framework = models.CharField(max_length=6, choices=Framework)
    title = models.CharField(max_length=200)
    why = models.TextField(max_length=4000, blank=True)
    scope = models.CharField(max_length=12, choices=Scope)
    owner = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="goals"
    )
    unit = models.ForeignKey(
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="goals"
    )
    responsible = models.ForeignKey(
        "people.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="goals_to_update",
        help_text="Who reports on a goal of a unit or of the organisation.",
    )
    period = models.ForeignKey("strategy.Period", models.PROTECT, related_name="goals")
    starts_on = models.DateField()
    until_on = models.DateField(help_text="The first day after it.")
    visibility = models.CharField(
        max_length=7, choices=Visibility, default=Visibility.COMPANY, db_default=Visibility.COMPANY
    )
    priority = models.ForeignKey(
        "strategy.StrategicPriority",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="goals",
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="contributing"
    )
    parent_result = models.ForeignKey(
        "goals.KeyResult", models.PROTECT, null=True, blank=True, related_name="contributing"
    )
    contributes_how = models.CharField(max_length=400, blank=True)
    weight = models.PositiveSmallIntegerField(default=1)
    roll_up = models.CharField(max_length=12, choices=RollUp, default=RollUp.OWN)
    coverage = models.PositiveIntegerField(
        default=0, editable=False, help_text="Millionths of the weight that has reported."
    )
    cadence_days = models.PositiveSmallIntegerField(default=7)
    next_update_on = models.DateField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    reflection = models.TextField(max_length=4000, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    added_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["-until_on", "pk"]
        indexes = [
            models.Index(fields=["owner", "period"], name="goal_owner"),
            models.Index(fields=["unit", "period"], name="goal_unit"),
            models.Index(fields=["parent", "closed_at"], name="goal_parent"),
            models.Index(fields=["period", "scope", "status"], name="goal_period"),
            models.Index(fields=["next_update_on"], name="goal_due", condition=Q(closed_at=None)),
            # Lists of open goals are read in this order, whosever they are.
            models.Index(fields=["until_on", "id"], name="goal_open", condition=Q(closed_at=None)),
            # So is each lane of the board: one with few goals would be looked for among all.
            models.Index(
                fields=["status", "until_on", "id"], name="goal_lane", condition=Q(closed_at=None)
            ),
            # Few wait for somebody's word; on Home they would be looked for among all that is open.
            models.Index(
                fields=["owner", "unit"],
                name="goal_proposed",
                condition=Q(closed_at=None, agreed_at=None, proposed_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="goal_ends_after_it_starts", condition=Q(until_on__gt=F("starts_on"))
            ),
            models.CheckConstraint(
                name="goal_has_one_owner",
                condition=Q(scope="organisation", owner=None, unit=None)
                | Q(scope="unit", owner=None, unit__isnull=False)
                | Q(scope="person", owner__isnull=False, unit=None),
            ),
            models.CheckConstraint(
                name="goal_is_private_to_a_person",
                condition=Q(visibility="company") | Q(scope="person"),
            ),
            models.CheckConstraint(
                name="goal_closes_with_an_outcome",
                condition=Q(closed_at=None, outcome="")
                | (Q(closed_at__isnull=False) & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="goal_contributes_to_another", condition=~Q(parent=F("pk"))
            ),
            models.CheckConstraint(
                name="goal_reaches_a_result_through_its_goal",
                condition=Q(parent_result=None) | Q(parent__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("goals:goal", self.public_id)

    @property
    def last_day(self) -> date:
        return self.until_on - timedelta(days=1)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_agreed(self) -> bool:
        return self.agreed_at is not None

    @property
    def state(self) -> str:
        """closed, agreed, proposed or draft."""
        if self.closed_at:
            return "closed"
        if self.agreed_at:
            return "agreed"
        return "proposed" if self.proposed_at else "draft"

    @property
    def reports(self) -> Any:
        """Who tells how it goes: the owner, or whoever is responsible for a unit's goal."""
        return self.owner or self.responsible

    @property
    def covered(self) -> float:
        return self.coverage / MILLION


class CoOwner(models.Model):
    """A person or a unit that owns the goal together with its owner, across units."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="co_owners")
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="shared_goals"
    )
    unit = models.ForeignKey(
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="shared_goals"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="co_owner_is_a_person_or_a_unit",
                condition=Q(person__isnull=False, unit=None) | Q(person=None, unit__isnull=False),
            ),
            models.UniqueConstraint(fields=["goal", "person"], name="co_owner_person_once"),
            models.UniqueConstraint(fields=["goal", "unit"], name="co_owner_unit_once"),
        ]

    def __str__(self) -> str:
        return str(self.person or self.unit)
