"""Questions about each skill that a role expects: made for a cycle when somebody is in it whose role
expects the skill, in the words that the skill has then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fairway.foundation.languages import Texts
from fairway.people.models import Person
from fairway.reviews.models import CycleKind, Question, ReviewCycle
from fairway.reviews.models.levels import levels_for
from fairway.skills.models import Edition, ExpectedSkill, Skill

PROFILE = "assignment__job_profile"


def editions_of(people: Sequence[int]) -> dict[int, int]:
    """What each one's role expects today, by its edition; whoever has no such role is not in it.

    Of roles first: asked in one question, SQLite goes through all editions for a few people.
    """
    rows = Person.objects.filter(pk__in=people, **{f"{PROFILE}__isnull": False}).order_by()
    profiles: dict[int, int] = dict(rows.values_list("pk", PROFILE))
    asked = Edition.objects.holding().filter(expectation__profile__in=set(profiles.values()))
    holding = dict(asked.order_by().values_list("expectation__profile", "pk"))
    return {who: holding[role] for who, role in profiles.items() if role in holding}


def lacking(cycle: ReviewCycle, editions: Iterable[int]) -> list[Question]:
    """What has to be there so that everybody can be asked about the skills of these editions."""
    used = CycleKind.objects.filter(cycle=cycle).values("template_version")
    written = Question.objects.written().filter(
        section__template_version__in=used, kind=Question.Kind.COMPETENCY, skill=None
    )
    asking = list(written.order_by("pk"))
    if not asking:
        return []
    there = Question.objects.filter(cycle=cycle, of__in=asking)
    known = set(there.values_list("of", "skill"))
    expected = ExpectedSkill.objects.filter(edition__in=set(editions)).order_by()
    skills = Skill.objects.filter(pk__in=expected.values("skill")).order_by("pk")
    return [
        _about(skill, one, cycle)
        for skill in skills
        for one in asking
        if (one.pk, skill.pk) not in known
    ]


def make(questions: Sequence[Question]) -> None:
    """In the caller's transaction; what somebody else has made meanwhile is there once."""
    Question.objects.bulk_create(questions, ignore_conflicts=True)


def _about(skill: Skill, asked: Question, cycle: ReviewCycle) -> Question:
    return Question(
        of=asked,
        cycle=cycle,
        skill=skill,
        kind=asked.kind,
        text=Texts.of(skill.name),
        help=Texts.of(skill.meaning),
        scale=levels_for(skill),
        section_id=asked.section_id,
        rank=asked.rank,
        weight=asked.weight,
        required=asked.required,
        private_to_manager=asked.private_to_manager,
        wants_example=asked.wants_example,
    )
