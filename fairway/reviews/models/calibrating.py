"""Calibration: a session over one part of a cycle, what each there thought before, and what was
moved and why.

Numbers lie open, so that the database bounds and counts them; every word is sealed under the key
of the person it is about.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.foundation.sealing import SealedField
from fairway.reviews.models.holding import still_hr

LONGEST = 2000
LEAST_GROWTH, MOST_GROWTH = 1, 3
GROWTH = Q(growth=None) | Q(growth__gte=LEAST_GROWTH, growth__lte=MOST_GROWTH)
# Changed from what was proposed, and nothing is written yet for whom it is about.
UNEXPLAINED = Q(has_employee_reason=False, rating__isnull=False) & (
    Q(proposed=None) | ~Q(rating=F("proposed"))
)


class SessionQuerySet(AccessQuerySet["CalibrationSession"]):
    def going_on(self):
        return self.exclude(state=CalibrationSession.State.LOCKED)

    def held(self):
        """Whoever called it is HR of its unit, and so can lock it."""
        return self.filter(still_hr("facilitator", "unit"))

    def for_display(self):
        """With where those who ran it are, which says who else may read it."""
        runs = ("facilitator__assignment", "locked_by__assignment")
        return self.select_related("cycle", "unit", "question", *runs)


class CalibrationSession(models.Model):
    """Ratings of one unit, and of one level where it names one, looked at side by side.

    `question` is the one whose answers are the ratings, as the cycle asked it; `uses_growth` and
    the labels of the nine fields hold as they were when the session was made.
    """

    class State(models.TextChoices):
        PRE_VOTE = "pre_vote", _("Everybody says first how they see it")
        OPEN = "open", _("Open")
        LOCKED = "locked", _("Locked")

    public_id = PublicIdField()
    cycle = models.ForeignKey(
        "reviews.ReviewCycle", models.PROTECT, related_name="sessions", db_index=False
    )
    unit = models.ForeignKey("people.OrgUnit", models.PROTECT, related_name="+")
    level = models.CharField(max_length=40, blank=True, help_text="Empty: all levels.")
    question = models.ForeignKey("reviews.Question", models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.PRE_VOTE)
    facilitator = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    uses_growth = models.BooleanField(default=True)
    labels = models.JSONField(
        default=list, blank=True, help_text="Of the nine fields, by row from the top; or ours."
    )
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["cycle", "state"], name="calibration_cycle")]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "unit", "level"],
                name="calibration_one_at_a_time",
                condition=~Q(state="locked"),
            ),
            models.CheckConstraint(
                name="calibration_is_locked_by_somebody",
                condition=Q(state="locked", locked_at__isnull=False)
                | (~Q(state="locked") & Q(locked_at=None, locked_by=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.level} in {self.cycle_id}".replace("  ", " ")

    def get_absolute_url(self) -> str:
        return reverse("reviews:calibration", args=[self.public_id])

    @property
    def name(self) -> str:
        return f"{self.unit}, {self.level}" if self.level else str(self.unit)

    @property
    def is_pre_vote(self) -> bool:
        return self.state == self.State.PRE_VOTE

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_locked(self) -> bool:
        return self.state == self.State.LOCKED

    @property
    def values(self) -> tuple[int, ...]:
        """The points of the scale, lowest first."""
        return tuple(sorted(self.question.values))


class Calibrator(models.Model):
    """Somebody who takes part: reads and moves all of the session but their own line."""

    session = models.ForeignKey(
        CalibrationSession, models.CASCADE, related_name="calibrators", db_index=False
    )
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="calibrator_once")
        ]
        indexes = [models.Index(fields=["person", "session"], name="calibrator_person")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.session_id}"


class PlacementQuerySet(AccessQuerySet["Placement"]):
    def standing(self):
        """Without whoever was taken out of the cycle or has left since."""
        return self.filter(participant__state="open")

    def unexplained(self):
        return self.filter(UNEXPLAINED)

    def unfinished(self):
        """What still keeps its session from being locked."""
        return self.filter(Q(rating=None) | UNEXPLAINED)

    def for_display(self):
        return self.select_related("person__assignment__job_profile", "rater")


class Placement(models.Model):
    """One person in a session: the rating that was proposed, where it stands, and what it became.

    `rating` moves as long as the session is open; `final` is written by its lock and never before,
    so that nobody takes a rating for settled that is not. Of a person there is one for each cycle.
    What a model makes of the ratings of several raters stands beside them, and moves nothing.
    """

    public_id = PublicIdField()
    session = models.ForeignKey(
        CalibrationSession, models.CASCADE, related_name="placements", db_index=False
    )
    participant = models.OneToOneField(
        "reviews.Participant", models.CASCADE, related_name="placement"
    )
    person = models.ForeignKey(
        "people.Person",
        models.PROTECT,
        related_name="+",
        help_text="Whom it is about: the participant’s.",
    )
    rater = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="+", help_text="Who proposed the rating."
    )
    proposed = models.SmallIntegerField(null=True, blank=True)
    rating = models.SmallIntegerField(null=True, blank=True)
    growth = models.PositiveSmallIntegerField(null=True, blank=True)
    final = models.SmallIntegerField(null=True, blank=True)
    employee_reason = SealedField(subject="person")
    has_employee_reason = models.BooleanField(default=False)
    adjusted = models.FloatField(null=True, blank=True)
    adjusted_low = models.FloatField(null=True, blank=True)
    adjusted_high = models.FloatField(null=True, blank=True)
    adjusted_raters = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    seal_employee_reason, read_employee_reason = (
        employee_reason.sealing(),
        employee_reason.reading(),
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="placement_growth_in_three_steps", condition=GROWTH),
            models.CheckConstraint(
                name="placement_final_is_where_it_stood",
                condition=Q(final=None) | Q(final=F("rating")),
            ),
            models.CheckConstraint(
                name="placement_adjusted_with_its_interval",
                condition=Q(adjusted=None, adjusted_low=None, adjusted_high=None)
                | Q(
                    adjusted_low__lte=F("adjusted"),
                    adjusted_high__gte=F("adjusted"),
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["session", "id"], name="placement_session"),
            models.Index(fields=["rater", "session"], name="placement_rater"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.session_id}"

    @property
    def is_changed(self) -> bool:
        return self.rating != self.proposed


class PreVote(models.Model):
    """How one calibrator sees one person, said before the others are heard."""

    session = models.ForeignKey(
        CalibrationSession, models.CASCADE, related_name="votes", db_index=False
    )
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="votes", db_index=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    rating = models.SmallIntegerField()
    growth = models.PositiveSmallIntegerField(null=True, blank=True)
    at = models.DateTimeField()

    objects: Any = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "by"], name="pre_vote_once"),
            models.CheckConstraint(name="pre_vote_growth_in_three_steps", condition=GROWTH),
        ]
        indexes = [
            models.Index(fields=["session", "by"], name="pre_vote_session"),
            models.Index(fields=["person"], name="pre_vote_person"),
            models.Index(fields=["by"], name="pre_vote_by"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} on {self.person_id}"


class MoveQuerySet(AccessQuerySet["Move"]):
    def standing(self):
        return self.filter(undone_at=None)

    def count_changes(self) -> int:
        """Moves, and once more those that were taken back: it rises with whatever happens."""
        return sum(self.order_by().aggregate(made=Count("pk"), back=Count("undone_at")).values())

    def for_display(self):
        return self.select_related("placement", "person", "by")


class Move(models.Model):
    """A rating or growth that somebody changed, from what to what and why. Kept when undone."""

    public_id = PublicIdField()
    session = models.ForeignKey(
        CalibrationSession, models.CASCADE, related_name="moves", db_index=False
    )
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="moves", db_index=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    before = models.SmallIntegerField(null=True, blank=True)
    after = models.SmallIntegerField(null=True, blank=True)
    growth_before = models.PositiveSmallIntegerField(null=True, blank=True)
    growth_after = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = SealedField(subject="person")
    undone_at = models.DateTimeField(null=True, blank=True)

    seal_reason, read_reason = reason.sealing(), reason.reading()

    objects = MoveQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="move_is_undone_after_it_was_made",
                condition=Q(undone_at=None) | Q(undone_at__gte=F("at")),
            )
        ]
        indexes = [
            models.Index(fields=["session", "id"], name="move_session"),
            models.Index(fields=["placement", "id"], name="move_placement"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} by {self.by_id}"

    def get_undo_url(self) -> str:
        return reverse("reviews:undo_move", args=[self.public_id])
