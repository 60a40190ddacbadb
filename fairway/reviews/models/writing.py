"""What is written in a review, all that stood there before, and what it points to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.foundation.prepared import Prepared
from fairway.foundation.sealing import SealedField, with_keys
from fairway.reviews.models.cycles import CycleKind
from fairway.reviews.models.reviews import Review
from fairway.reviews.models.templates import Question
from fairway.skills.models import ExpectedSkill

LONGEST = 20_000  # signs in one answer; a long page of a book has three thousand
LONGEST_STATEMENT = 1000
Kind = CycleKind.Kind
CONFIDENTIAL = (Kind.PEER, Kind.UPWARD, Kind.EXTERNAL)  # read by nobody, so sealed
SPOKEN_OF = (Kind.MANAGER, Kind.DOTTED, Kind.SKIP)  # the person reads it, so nothing in it is new
POINTING = (Kind.SELF, *SPOKEN_OF)  # may point to evidence: elsewhere that would tell who wrote it


def is_confidential(review: Review) -> bool:
    return review.kind in CONFIDENTIAL


@dataclass(frozen=True)
class Said:
    """An answer's content: a point of the scale or a choice, and words."""

    value: int | None = None
    text: str = ""

    def __bool__(self) -> bool:
        return self.value is not None or bool(self.text.strip())


class Content(models.Model):
    """Open to read for whoever may, or sealed under the key of the person it is about."""

    subject = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    value = models.SmallIntegerField(null=True, blank=True)
    text = models.TextField(max_length=LONGEST, blank=True)
    sealed = SealedField(subject="subject")

    seal_sealed, read_sealed = sealed.sealing(), sealed.reading()

    class Meta:
        abstract = True

    @property
    def is_sealed(self) -> bool:
        return self.sealed is not None

    def hold(self, said: Said, *, confidential: bool) -> None:
        """Save the row afterwards as usual."""
        if confidential:
            number = "" if said.value is None else str(said.value)
            self.value, self.text = None, ""
            self.seal_sealed(f"{number}\n{said.text}")
        else:
            self.value, self.text, self.sealed = said.value, said.text, None

    @property
    def said(self) -> Said:
        if not self.is_sealed:
            return Said(self.value, self.text)
        number, _line, text = (self.read_sealed() or "").partition("\n")
        return Said(int(number) if number else None, text)


def is_open_or_sealed(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(sealed=None) | Q(value=None, text=""))


class Answer(Content):
    """What a review says to one question by now.

    `page` is the page it was last kept from: what somebody goes on typing there overwrites nothing
    of anybody else.
    """

    public_id = PublicIdField()
    review = models.ForeignKey(Review, models.CASCADE, related_name="answers", db_index=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers", db_index=False)
    at = models.DateTimeField(help_text="When it was last changed.")
    page = models.CharField(max_length=22, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "question"], name="review_answer_once"),
            is_open_or_sealed("review_answer_open_or_sealed"),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} to {self.question_id}"


class AnswerVersion(Content):
    """What stood in an answer before, or what was sent.

    `sent_in` is the review's number when it was sent so: that one stays for good, while of what was
    typed and taken out again the latest are kept.
    """

    public_id = PublicIdField()
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="versions", db_index=False)
    at = models.DateTimeField(help_text="When it was written so.")
    kept_at = models.DateTimeField()
    sent_in = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-kept_at", "-pk"]
        indexes = [models.Index(fields=["answer", "-kept_at", "-id"], name="review_answer_past")]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "sent_in"],
                name="review_answer_sent_once",
                condition=Q(sent_in__isnull=False),
            ),
            is_open_or_sealed("review_answer_past_open_or_sealed"),
        ]

    def __str__(self) -> str:
        return f"of {self.answer_id} at {self.at}"


class Citation(models.Model):
    """Something that happened, pointed to from an answer.

    It holds no word of it: who reads the review reads as much of it as they may read there.
    """

    public_id = PublicIdField()
    review = models.ForeignKey(Review, models.CASCADE, related_name="citations", db_index=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="+", db_index=False)
    source = models.CharField(max_length=40, help_text="Key of an EvidenceSource.")
    key = models.CharField(max_length=22, help_text="Its public id there.")
    day = models.DateField(null=True, blank=True, help_text="None: it went on for long.")
    at = models.DateTimeField()

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "question", "source", "key"], name="review_cites_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.key} in {self.review_id}"


class CriticalStatement(models.Model):
    """Something critical that a review says: told before, and where, or new to the person.

    One without words of its own stands for a rating below the middle of its scale. Undecided ones
    keep a review from being sent.
    """

    public_id = PublicIdField()
    review = models.ForeignKey(
        Review, models.CASCADE, related_name="critical_statements", db_index=False
    )
    question = models.ForeignKey(Question, models.PROTECT, related_name="+", db_index=False)
    text = models.TextField(max_length=LONGEST_STATEMENT, blank=True)
    said_before = models.ForeignKey(
        Citation, models.SET_NULL, null=True, blank=True, related_name="statements"
    )
    is_new = models.BooleanField(default=False)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["review", "id"], name="review_statements")]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "question"],
                name="review_statement_of_a_rating_once",
                condition=Q(text=""),
            ),
            models.CheckConstraint(
                name="review_statement_is_new_or_told",
                condition=Q(is_new=False) | Q(said_before=None),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60] or f"rating of {self.question_id} in {self.review_id}"

    @property
    def is_settled(self) -> bool:
        return self.is_new or self.said_before_id is not None


C = TypeVar("C", bound=Content)


def unsealed(rows: Iterable[C]) -> list[C]:
    """The rows with `value` and `text` filled in, the keys fetched in one query.

    Never save them so: what was sealed would lie open, and the database refuses it.
    """
    listed = list(rows)
    with_keys([one for one in listed if one.is_sealed], "sealed")
    for one in listed:
        said = one.said
        one.value, one.text = said.value, said.text
    return listed


def held_by(rows: Iterable[Any], *, key: str = "question_id") -> dict[int, Any]:
    return {getattr(one, key): one for one in rows}


def _asked(cycle: int, kind: str, participant: int) -> models.QuerySet[Question]:
    """With those of the skills that the participant's role expected, and at which level."""
    used = CycleKind.objects.filter(cycle=cycle, kind=kind)
    expected = ExpectedSkill.objects.filter(edition__participants=participant)
    theirs = models.Q(cycle=cycle, skill__in=expected.values("skill"))
    rows = Question.objects.filter(section__template_version__in=used.values("template_version"))
    level = expected.filter(skill=models.OuterRef("skill")).values("level")
    rows = rows.filter(models.Q(of=None) | theirs).annotate(
        **{
            "expected": models.Subquery(level[:1]),
            "opening": models.F("section__template_version__template__opening"),
        }
    )
    rows = rows.select_related("section", "skill")
    return rows.order_by("section__rank", "section", "rank", "pk")


ASKED = Prepared(_asked, -45, "of the kind", -46)


def asked_in(review: Review) -> Sequence[Question]:
    """The questions of a review in order, as the cycle asked them at launch; in one query."""
    has_overall = review.cycle.overall_rating
    found = ASKED.find(review.cycle_id, review.kind, review.participant_id)
    return by_skill(
        one for one in found if one.section.is_for(review.kind) and (has_overall or not one.overall)
    )


def by_skill(questions: Iterable[Question]) -> list[Question]:
    """One about each skill of the role gives way to those made of it: what is expected at the
    highest level comes first, and of what is expected alike the first by name, as at the launch."""
    made: dict[int, list[Question]] = {}
    written = []
    for one in questions:
        if one.of_id is None:
            written.append(one)
        else:
            made.setdefault(one.of_id, []).append(one)
    found = []
    for one in written:
        of_it = [one]
        if one.asks_each_skill:
            of_it = sorted(made.get(one.pk, []), key=place_of)[: one.most_skills]
            for each in of_it:
                each.of = one
        found += of_it
    return found


def place_of(question: Question) -> tuple[int, int, int, int, str]:
    """Where it stands among others that were read with their sections: of those about each skill
    of a role what is expected at the highest level comes first, then by name."""
    section, name = question.section, str(question.text).casefold() if question.of_id else ""
    return section.rank, question.section_id, question.rank, -(question.expected or 0), name
