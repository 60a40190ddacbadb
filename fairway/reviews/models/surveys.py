"""What those who took part say of a cycle, kept so that nobody can be found in it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.foundation.sealing import SealedField

FEWEST = 5  # people behind a number; a cycle of fewer is not asked
LATE = timedelta(days=14)  # after the last day, for whoever was away
LONGEST_WORDS = 2000


class Statement(models.TextChoices):
    """What one agrees with or not. The same in every cycle, so that cycles can be compared."""

    EXPECTED = "expected", _("I knew what was expected of me.")
    UNSURPRISING = "unsurprising", _("What I read about my work did not surprise me.")
    FAIR = "fair", _("It was fair.")
    NEXT = "next", _("It helped me to see what comes next.")
    WORTH = "worth", _("It was worth the time.")


class CycleSurvey(models.Model):
    """Asked of all who took part, once a cycle is closed.

    `unit` is the smallest that holds all of them, and its parts are what is told apart: settled
    when it opens, like `threshold`. `keeper` is whose key the answers lie under.
    """

    public_id = PublicIdField()
    cycle = models.OneToOneField("reviews.ReviewCycle", models.CASCADE, related_name="survey")
    unit = models.ForeignKey(
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    keeper = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    threshold = models.PositiveSmallIntegerField(default=FEWEST)
    asked = models.PositiveIntegerField(default=0)
    opened_on = models.DateField()
    closes_on = models.DateField(help_text="The end of that day, wherever each person is.")
    told_on = models.DateField(null=True, blank=True, help_text="When its results were made.")
    over_on = models.DateField(
        null=True, blank=True, help_text="When the answers themselves were destroyed."
    )

    objects: Any = AccessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="survey_threshold_above_floor", condition=Q(threshold__gte=FEWEST)
            ),
        ]

    def __str__(self) -> str:
        return f"survey of {self.cycle_id}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:cycle_survey", args=[self.public_id])

    @property
    def late_until(self) -> date:
        return self.closes_on + LATE


class SurveyUnit(models.Model):
    """A unit that somebody who was asked worked in. It says neither who nor how many."""

    survey = models.ForeignKey(CycleSurvey, models.CASCADE, related_name="units", db_index=False)
    unit = models.ForeignKey("people.OrgUnit", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "unit"], name="survey_unit_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} in {self.survey_id}"


class SurveyInvitation(models.Model):
    """That somebody is asked, and whether they have answered: neither when, nor what.

    `place` is the part of the organisation their answer counts for.
    """

    survey = models.ForeignKey(
        CycleSurvey, models.CASCADE, related_name="invitations", db_index=False
    )
    person = models.ForeignKey(
        "people.Person", models.CASCADE, related_name="surveys_of_cycles", db_index=False
    )
    place = models.ForeignKey(
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered = models.BooleanField(default=False)
    reminded = models.BooleanField(default=False)

    objects: Any = AccessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "person"], name="asked_in_survey_once")
        ]
        indexes = [models.Index(fields=["person", "answered"], name="survey_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.survey_id}"


class SurveyPot(models.Model):
    """Answers until there are enough of them to be put down together, in no order: sealed as one,
    so that nothing tells which of them came last."""

    public_id = PublicIdField()
    survey = models.OneToOneField(CycleSurvey, models.CASCADE, related_name="pot")
    keeper = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    content = SealedField(subject="keeper")
    seal_content, read_content = content.sealing(), content.reading()

    def __str__(self) -> str:
        return f"pot of {self.survey_id}"


class SurveyAnswer(models.Model):
    """What one person said. Its key is random, and nothing leads from it to them, or to a day."""

    public_id = PublicIdField(primary_key=True)
    survey = models.ForeignKey(CycleSurvey, models.CASCADE, related_name="answers")
    keeper = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    content = SealedField(subject="keeper")
    seal_content, read_content = content.sealing(), content.reading()

    class Meta:
        ordering = ["public_id"]

    def __str__(self) -> str:
        return f"an answer in {self.survey_id}"


class SurveyResult(models.Model):
    """What is told of a survey: of all together, or of one part. Kept as it was told.

    `number` is 1 at the close, and 2 where enough answered late to be told.
    """

    survey = models.ForeignKey(CycleSurvey, models.CASCADE, related_name="results", db_index=False)
    number = models.PositiveSmallIntegerField(default=1)
    unit = models.ForeignKey(
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_whole = models.BooleanField(default=False)
    content = models.JSONField(default=list, blank=True)

    objects: Any = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "number"], name="survey_told_once", condition=Q(is_whole=True)
            ),
            models.UniqueConstraint(
                fields=["survey", "number", "unit"],
                name="survey_told_once_of_a_part",
                condition=Q(is_whole=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id or 'all'} in {self.survey_id}"


class SurveyWords(models.Model):
    """What was written, of ten people at least, in no order; of all together alone."""

    public_id = PublicIdField()
    survey = models.ForeignKey(CycleSurvey, models.CASCADE, related_name="words", db_index=False)
    number = models.PositiveSmallIntegerField(default=1)
    keeper = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    content = SealedField(subject="keeper")
    seal_content, read_content = content.sealing(), content.reading()

    objects: Any = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="survey_words_once")
        ]

    def __str__(self) -> str:
        return f"words in {self.survey_id}"
