"""What the parts of this room make their cycles of: a template that is published, with questions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from fairway.foundation.events import SYSTEM
from fairway.foundation.ids import new_public_id
from fairway.reviews.actions.templates import publish_template, save_template
from fairway.reviews.models import Question, ReviewTemplate, Section, TemplateVersion
from fairway.reviews.ready import ready_called
from fairway.reviews.wording import spoken

Asked = tuple[str, str, dict[str, Any]]


def published(asked: Iterable[Asked]) -> TemplateVersion:
    """One section that asks these: words, kind, and what else there is to say of each."""
    template = ReviewTemplate.objects.create(name=new_public_id(), kind_of_use="annual")
    version = TemplateVersion.objects.create(
        template=template, number=1, published_at=timezone.now()
    )
    section = Section.objects.create(template_version=version, rank=1, title="The year")
    for rank, (text, kind, more) in enumerate(asked, start=1):
        Question.objects.create(section=section, rank=rank, kind=kind, text=text, **more)
    return version


def annual() -> ReviewTemplate:
    """The one that stands ready, published."""
    ready = spoken(ready_called("annual"))
    made = save_template(
        None,
        actor=SYSTEM,
        name=ready.name,
        use=ready.use,
        parts=ready.parts,
        opening=ready.opening,
    )
    publish_template(made, actor=SYSTEM)
    return made


def questions_of(version: TemplateVersion) -> dict[str, Question]:
    """By their words."""
    rows = Question.objects.filter(section__template_version=version)
    return {str(one.text).lower(): one for one in rows}
