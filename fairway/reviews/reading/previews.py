"""A template as each audience will see it: the page they write on, before anybody is asked."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.reviews.models import CycleKind, Review, TemplateVersion
from fairway.reviews.reading.audience import readers
from fairway.reviews.reading.writing import Asked, Desk, in_order

Kind = CycleKind.Kind
# One kind of review for all that ask the same and are read by the same people.
SEEN_AS: dict[str, Any] = {
    Kind.SELF: _("Themselves"),
    Kind.MANAGER: _("Their manager"),
    Kind.PEER: _("Peers, reports, people outside"),
    Kind.DOTTED: _("Other managers"),
}


def desk_of(version: TemplateVersion, kind: str) -> Desk:
    """Of a version read with `whole`. Nothing stands on it, and nobody's review is behind it."""
    questions, somebody = version.questions_for(kind), _now("the person")
    asked = [
        Asked(
            one, number, len(questions), None, readers=readers(one, kind, somebody), before=before
        )
        for number, before, one in in_order(questions)
    ]
    return Desk(Review(kind=kind), asked)
