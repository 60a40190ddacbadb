"""What a review asks: sections and questions, in versions that never change once published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.foundation.languages import TextsField
from fairway.reviews.models.levels import are_levels

LEAST_POINTS, MOST_POINTS = 3, 7  # of a rating scale
LEAST_CHOICES, MOST_CHOICES = 2, 12
MOST_WORDS = 2000
MOST_SKILLS, SKILLS_AT_MOST = 10, 5  # of a role in one review: ever, and unless somebody says


class Use(models.TextChoices):
    """What a set of questions is made for, and what a cycle is held for."""

    ANNUAL = "annual", _("Annual review")
    HALF_YEAR = "half_year", _("Half-year review")
    PROBATION = "probation", _("End of probation")
    PROJECT = "project", _("End of a project")
    UPWARD = "upward", _("Feedback to managers")
    DEVELOPMENT = "development", _("360° for development only")


class Audience(models.TextChoices):
    """Who answers a section."""

    EVERYBODY = "everybody", _("Everybody who writes")
    SELF = "self", _("The person themselves")
    MANAGER = "manager", _("Their manager")
    PAIR = "pair", _("The person and their manager")
    OTHERS = "others", _("Everybody else: peers, reports, other managers")


class ReviewTemplateQuerySet(AccessQuerySet["ReviewTemplate"]):
    def in_use(self):
        return self.filter(archived_at=None)


class ReviewTemplate(models.Model):
    """A set of questions under one name. What it asks stands in its versions."""

    public_id = PublicIdField()
    name = models.CharField(max_length=120)
    kind_of_use = models.CharField(max_length=11, choices=Use)
    opening = TextsField(max_length=1000, blank=True, help_text="Read before the first question.")
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReviewTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), name="review_template_once", condition=Q(archived_at=None)
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reviews:template", args=[self.public_id])


class TemplateVersionQuerySet(models.QuerySet["TemplateVersion"]):
    def published(self):
        return self.filter(published_at__isnull=False)

    def whole(self):
        """With all that somebody wrote into it, in three queries."""
        written = Question.objects.written().select_related("skill")
        return self.prefetch_related(models.Prefetch("sections__questions", written))


class TemplateVersion(models.Model):
    """What a template asked at one time. One is a draft at most; a published one never changes."""

    public_id = PublicIdField()
    template = models.ForeignKey(
        ReviewTemplate, models.CASCADE, related_name="versions", db_index=False
    )
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = TemplateVersionQuerySet.as_manager()

    class Meta:
        ordering = ["template", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="template_version_once"),
            models.UniqueConstraint(
                fields=["template"],
                name="template_has_one_draft",
                condition=Q(published_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template_id} version {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    def questions_for(self, kind: str) -> list[Question]:
        """What a review of this kind asks, in order; for a version read with `whole`."""
        return [
            question
            for section in self.sections.all()
            if section.is_for(kind)
            for question in section.questions.all()
        ]


class Section(models.Model):
    """Questions that belong together, and who answers them."""

    template_version = models.ForeignKey(
        TemplateVersion, models.CASCADE, related_name="sections", db_index=False
    )
    rank = models.PositiveSmallIntegerField()
    title = TextsField(max_length=120)
    audience = models.CharField(max_length=9, choices=Audience, default=Audience.EVERYBODY)

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["template_version", "rank"], name="section_in_order")
        ]

    def __str__(self) -> str:
        return str(self.title)

    def is_for(self, kind: str) -> bool:
        """Whether a review of this kind (`CycleKind.Kind`) answers it."""
        if self.audience == Audience.EVERYBODY:
            return True
        if self.audience in (Audience.PAIR, Audience.OTHERS):
            is_one_of_the_two = kind in (Audience.SELF, Audience.MANAGER)
            return is_one_of_the_two == (self.audience == Audience.PAIR)
        return kind == self.audience


class WhatIsAsked(models.Model):
    """The words and the scale of a question, whether it stands in a template or in the bank."""

    class Kind(models.TextChoices):
        RATING = "rating", _("A rating")
        COMPETENCY = "competency", _("A skill of the role")
        GOAL_RESULT = "goal_result", _("What became of the goals")
        TEXT = "text", _("Words")
        CHOICE = "choice", _("One of several answers")

    class Example(models.TextChoices):
        NEVER = "never", _("No example")
        ENDS = "ends", _("An example at both ends of the scale")
        ALWAYS = "always", _("An example always")

    WITH_POINTS = (Kind.RATING, Kind.COMPETENCY, Kind.GOAL_RESULT)
    WITH_SCALE = (*WITH_POINTS, Kind.CHOICE)

    kind = models.CharField(max_length=11, choices=Kind)
    text = TextsField(max_length=400)
    help = TextsField(max_length=1000, blank=True)
    scale = models.JSONField(
        default=list, blank=True, help_text="[{value, label, anchor}], the lowest point first."
    )
    skill = models.ForeignKey(
        "skills.Skill", models.PROTECT, null=True, blank=True, related_name="+"
    )
    wants_example = models.CharField(max_length=6, choices=Example, default=Example.NEVER)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.text)

    @property
    def has_points(self) -> bool:
        return self.kind in self.WITH_POINTS

    @property
    def asks_each_skill(self) -> bool:
        """It stands for a question about each skill that the role expects."""
        return self.kind == self.Kind.COMPETENCY and self.skill_id is None

    @property
    def is_of_levels(self) -> bool:
        """Answered at the levels of a skill, at which a role may expect it."""
        return self.kind == self.Kind.COMPETENCY and are_levels(self.scale)

    @property
    def values(self) -> list[int]:
        return [int(point["value"]) for point in self.scale]

    def wants_example_at(self, value: int | None) -> bool:
        """Whether this answer has to be shown by something that happened."""
        if self.wants_example == self.Example.ALWAYS:
            return True
        if self.wants_example == self.Example.NEVER or value is None or not self.scale:
            return False
        return value in (self.values[0], self.values[-1])


class QuestionQuerySet(models.QuerySet["Question"]):
    def written(self):
        """As somebody wrote them: without those that a launch makes of one for each skill."""
        return self.filter(of=None)


class Question(WhatIsAsked):
    """One question of a section. Its words never change once its version is published.

    One about each skill that the role expects is asked as others `of` it, made for a cycle when
    somebody is in it whose role expects the skill: each of them names one, in the words and with
    the levels that it had then.
    """

    public_id = PublicIdField()
    section = models.ForeignKey(Section, models.CASCADE, related_name="questions", db_index=False)
    rank = models.PositiveSmallIntegerField()
    weight = models.PositiveSmallIntegerField(default=1)
    required = models.BooleanField(default=False)
    private_to_manager = models.BooleanField(
        default=False, help_text="The manager's answer to it is not shared with the person."
    )
    min_words = models.PositiveSmallIntegerField(null=True, blank=True)
    max_words = models.PositiveSmallIntegerField(null=True, blank=True)
    overall = models.BooleanField(
        default=False, help_text="The one rating of a whole review, where a cycle has one."
    )
    most_skills = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of each skill that the role expects: how many at most."
    )
    of = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="of_skills", db_index=False
    )
    cycle = models.ForeignKey(
        "reviews.ReviewCycle", models.CASCADE, null=True, blank=True, related_name="+"
    )

    objects = QuestionQuerySet.as_manager()

    # The level at which the role of whom a review is about expects its skill, where it was asked
    # for with the question, and what is read before the first question of its template.
    expected: int | None = None
    opening: Any = ""

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "rank"], name="question_in_order", condition=Q(of=None)
            ),
            models.UniqueConstraint(fields=["of", "cycle", "skill"], name="question_of_skill_once"),
            models.CheckConstraint(
                name="question_of_a_skill_names_it",
                condition=Q(kind="competency", skill__isnull=False, most_skills=None)
                | Q(kind="competency", skill=None, most_skills__range=(1, MOST_SKILLS), of=None)
                | (~Q(kind="competency") & Q(skill=None, most_skills=None, of=None)),
            ),
            models.CheckConstraint(
                name="question_of_another_is_of_a_cycle",
                condition=Q(of=None, cycle=None) | Q(of__isnull=False, cycle__isnull=False),
            ),
            models.CheckConstraint(
                name="question_within_bounds_of_words",
                condition=(Q(min_words=None) | Q(max_words=None) | Q(max_words__gte=F("min_words")))
                & (Q(max_words=None) | Q(max_words__lte=MOST_WORDS))
                & (Q(min_words=None) | Q(min_words__lte=MOST_WORDS)),
            ),
            models.CheckConstraint(
                name="question_weighs_no_more_than_all", condition=Q(weight__lte=100)
            ),
            models.CheckConstraint(
                name="question_overall_is_a_rating", condition=Q(overall=False) | Q(kind="rating")
            ),
        ]
        indexes = [models.Index(fields=["section", "rank"], name="question_of_section")]

    @property
    def minutes(self) -> float:
        """What it takes to answer, at an ordinary pace; an example takes a minute more."""
        if self.kind == self.Kind.TEXT:
            return max(3.0, (self.min_words or 0) / 25)
        each = 1.0 if self.wants_example == self.Example.NEVER else 2.0
        return each * (self.most_skills or 1)


class BankQuestionQuerySet(AccessQuerySet["BankQuestion"]):
    def in_use(self):
        return self.filter(archived_at=None)


class BankQuestion(WhatIsAsked):
    """A question to take over into templates; what was taken over does not follow it."""

    public_id = PublicIdField()
    theme = models.CharField(max_length=60, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = BankQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["theme", "pk"]
        indexes = [models.Index(fields=["theme", "id"], name="bank_by_theme")]


def minutes_for(questions: Iterable[Any]) -> int:
    """In whole minutes, two more to begin with."""
    found = list(questions)
    return round(sum(one.minutes for one in found) + 2) if found else 0
