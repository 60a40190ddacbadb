"""Write templates and publish them in versions; keep questions in a bank.

What was published never changes: to write on begins a draft beside it, which takes over all that
was asked. Cycles that were launched keep the version they began with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.languages import Texts
from fairway.foundation.text import clean_name
from fairway.foundation.versions import next_version
from fairway.people.models import Person
from fairway.reviews.actions.refusals import (
    BadScale,
    BoundsCrossed,
    NameTaken,
    NoQuestions,
    NothingToPublish,
    OneOverall,
    SkillMissing,
    TemplateInUse,
    TooManySkills,
)
from fairway.reviews.models import (
    BankQuestion,
    CycleKind,
    Question,
    ReviewCycle,
    ReviewTemplate,
    Section,
    TemplateVersion,
    Use,
    WhatIsAsked,
)
from fairway.reviews.models.levels import levels_for
from fairway.reviews.models.templates import (
    LEAST_CHOICES,
    LEAST_POINTS,
    MOST_CHOICES,
    MOST_POINTS,
    MOST_SKILLS,
)
from fairway.reviews.rules.templates import claim_to_keep
from fairway.reviews.wording import Asked, Part, as_written

Kind = WhatIsAsked.Kind


@transaction.atomic
def save_template(
    template: ReviewTemplate | None,
    *,
    actor: Any,
    name: str,
    use: str,
    parts: Sequence[Part],
    opening: Any = "",
    version: int | None = None,
) -> ReviewTemplate:
    """Keep a draft of what it asks; nobody is asked by it before it is published."""
    claim_to_keep(actor)
    if template is None:
        template = ReviewTemplate()
    else:
        template = claim(template, actor=actor, verb="edit")
        next_version(template, version)
    template.name, template.kind_of_use = clean_name(name)[:120], Use(use)
    template.opening = Texts.of(opening)
    taken = ReviewTemplate.objects.in_use().filter(name__iexact=template.name)
    if taken.exclude(pk=template.pk).exists():
        raise NameTaken(template.name)
    check_parts(parts)
    template.save()
    draft = _draft_of(template)
    draft.sections.all().delete()
    write_parts(draft, parts)
    record("reviews.template_saved", actor=actor, subject=template, version=draft.number)
    return template


@transaction.atomic
def publish_template(
    template: ReviewTemplate, *, actor: Any, version: int | None = None
) -> TemplateVersion:
    """From now on cycles can use it. What was published before stays as it is."""
    template = claim(template, actor=actor, verb="edit")
    next_version(template, version)
    draft = template.versions.filter(published_at=None).first()
    if draft is None:
        raise NothingToPublish
    if not Question.objects.filter(section__template_version=draft).exists():
        raise NoQuestions
    draft.published_at = timezone.now()
    draft.published_by = actor if isinstance(actor, Person) else None
    draft.save(update_fields=["published_at", "published_by"])
    template.save(update_fields=["version"])
    record("reviews.template_published", actor=actor, subject=template, version=draft.number)
    return draft


@transaction.atomic
def archive_template(template: ReviewTemplate, *, actor: Any) -> ReviewTemplate:
    """No new cycle uses it; those that do keep it."""
    template = claim(template, actor=actor, verb="edit")
    drafts = ReviewCycle.objects.filter(state=ReviewCycle.State.DRAFT)
    using = CycleKind.objects.filter(template_version__template=template, cycle__in=drafts)
    if names := list(using.values_list("cycle__name", flat=True).distinct()[:3]):
        raise TemplateInUse(", ".join(names))
    template.archived_at = timezone.now()
    template.version += 1
    template.save(update_fields=["archived_at", "version"])
    record("reviews.template_archived", actor=actor, subject=template)
    return template


@transaction.atomic
def save_bank_question(
    question: BankQuestion | None,
    *,
    actor: Any,
    asked: Asked,
    theme: str = "",
    version: int | None = None,
) -> BankQuestion:
    claim_to_keep(actor)
    if question is None:
        question = BankQuestion()
    else:
        question = claim(question, actor=actor, verb="edit")
        next_version(question, version)
    check_question(asked)
    for name, value in _fields(asked).items():
        setattr(question, name, value)
    question.theme = clean_name(theme)[:60]
    question.save()
    record("reviews.bank_question_saved", actor=actor, subject=question)
    return question


@transaction.atomic
def archive_bank_question(question: BankQuestion, *, actor: Any) -> BankQuestion:
    """What was taken over from it stays in its templates."""
    question = claim(question, actor=actor, verb="edit")
    question.archived_at = timezone.now()
    question.version += 1
    question.save(update_fields=["archived_at", "version"])
    record("reviews.bank_question_archived", actor=actor, subject=question)
    return question


def begun_from(template: ReviewTemplate) -> list[Part]:
    """What a form of it begins with: its draft, else what it asks now."""
    version = template.versions.order_by("-number").whole().first()
    return as_written(version.sections.all()) if version else []


def check_parts(parts: Sequence[Part]) -> None:
    questions = [one for part in parts for one in part.questions]
    if not questions:
        raise NoQuestions
    for one in questions:
        check_question(one)
    if sum(one.overall for one in questions) > 1:
        raise OneOverall


def check_question(one: Asked) -> None:
    Texts.of(one.text).required()
    if one.kind == Kind.COMPETENCY and one.skill is None:
        _check_number(one)
    if one.crosses_bounds:
        raise BoundsCrossed(one.text)
    if one.kind in WhatIsAsked.WITH_SCALE and not _is_of_levels(one):
        _check_scale(one)


def _check_number(one: Asked) -> None:
    if one.skills_at_most is None:
        raise SkillMissing(one.text)
    if not 1 <= one.skills_at_most <= MOST_SKILLS:
        raise TooManySkills(one.text, MOST_SKILLS)


def _is_of_levels(one: Asked) -> bool:
    """Always where each skill of the role is asked about; else where no other scale is written."""
    return one.kind == Kind.COMPETENCY and (one.skill is None or not one.scale)


def _check_scale(one: Asked) -> None:
    least, most = (
        (LEAST_CHOICES, MOST_CHOICES) if one.kind == Kind.CHOICE else (LEAST_POINTS, MOST_POINTS)
    )
    values = {point.value for point in one.scale}
    named = all(Texts.of(point.label) for point in one.scale)
    if not least <= len(one.scale) <= most or len(values) != len(one.scale) or not named:
        raise BadScale(one.text, least, most)


def _draft_of(template: ReviewTemplate) -> TemplateVersion:
    last = template.versions.order_by("-number").first()
    if last is not None and last.is_draft:
        return last
    return template.versions.create(number=last.number + 1 if last else 1)


def write_parts(draft: TemplateVersion, parts: Sequence[Part]) -> None:
    """What an empty draft asks."""
    for rank, part in enumerate(parts):
        section = Section.objects.create(
            template_version=draft,
            rank=rank,
            title=Texts.of(part.title).required(),
            audience=part.audience,
        )
        Question.objects.bulk_create(
            Question(section=section, rank=place, **_fields(one), **_place_of(one))
            for place, one in enumerate(part.questions)
        )


def _fields(one: Asked) -> dict[str, Any]:
    """What a question of a template and one of the bank have in common."""
    return {
        "kind": Kind(one.kind),
        "text": Texts.of(one.text).required(),
        "help": Texts.of(one.help),
        "scale": levels_for(one.skill) if _is_of_levels(one) else _scale_of(one),
        "skill": one.skill if one.kind == Kind.COMPETENCY else None,
        "wants_example": one.example,
    }


def _scale_of(one: Asked) -> list[dict[str, Any]]:
    points = sorted(one.scale, key=lambda point: point.value)
    return [
        {"value": point.value, "label": _texts(point.label), "anchor": _texts(point.anchor)}
        for point in points
        if one.kind in WhatIsAsked.WITH_SCALE
    ]


def _texts(said: Any) -> Texts:
    """Also of what is written in the language that is spoken now."""
    return Texts.of(said if isinstance(said, Mapping) else str(said))


def _place_of(one: Asked) -> dict[str, Any]:
    return {
        "weight": one.weight,
        "required": one.required,
        "private_to_manager": one.private_to_manager,
        "min_words": one.min_words if one.kind == Kind.TEXT else None,
        "max_words": one.max_words if one.kind == Kind.TEXT else None,
        "overall": one.overall and one.kind == Kind.RATING,
        "most_skills": one.skills_at_most,
    }
