"""Questions about each skill that a role expects: made for a cycle when somebody is in it whose role
expects the skill, in the words that the skill has then."""

from __future__ import annotations

from collections import defaultdict
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
    asking = list(written.select_related("section").order_by("pk"))
    if not asking:
        return []
    twice = _asked_anyway(cycle, asking)
    there = Question.objects.filter(cycle=cycle, of__in=asking)
    known = set(there.values_list("of", "skill"))
    expected = ExpectedSkill.objects.filter(edition__in=set(editions)).order_by()
    skills = Skill.objects.filter(pk__in=expected.values("skill")).order_by("pk")
    return [
        _about(skill, one, cycle)
        for skill in skills
        for one in asking
        if (one.pk, skill.pk) not in known and (one.pk, skill.pk) not in twice
    ]


def _asked_anyway(cycle: ReviewCycle, asking: Sequence[Question]) -> set[tuple[int, int]]:
    """Which skills the template asks about itself, by the question that would ask about them again;
    where it asks so of only some of those who write, it says nothing of it to the others."""
    kinds: dict[int, list[str]] = defaultdict(list)
    asks = CycleKind.objects.filter(cycle=cycle)
    for version, kind in asks.values_list("template_version", "kind"):
        kinds[version].append(kind)
    own = Question.objects.written().filter(
        section__template_version__in=kinds, skill__isnull=False
    )
    by_version: dict[int, list[Question]] = defaultdict(list)
    for one in own.select_related("section").order_by():
        by_version[one.section.template_version_id].append(one)
    found = set()
    for each in asking:
        version = each.section.template_version_id
        asked_of = [kind for kind in kinds[version] if each.section.is_for(kind)]
        for one in by_version[version]:
            if one.skill_id and all(one.section.is_for(kind) for kind in asked_of):
                found.add((each.pk, one.skill_id))
    return found


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
