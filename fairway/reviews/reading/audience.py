"""Who will read an answer, in words beside it while it is written. The rules decide; this tells."""

from __future__ import annotations

from django.utils.translation import gettext as _

from fairway.reviews.models import Question, Review
from fairway.reviews.models.writing import CONFIDENTIAL

Kind = Review.Kind


def readers_of(question: Question, review: Review) -> str:
    return readers(question, review.kind, review.participant.person.called)


def readers(question: Question, kind: str, called: str) -> str:
    """Of an answer in a review of this kind, about whoever is called so."""
    if kind in CONFIDENTIAL:
        return _("You, until you send it. Then nobody.")
    if kind == Kind.SELF:
        return _("You; once sent, the author of your review and HR.")
    told = _of_the_author if kind == Kind.MANAGER else _of_others
    return told(is_private=question.private_to_manager) % {"name": called}


def _of_the_author(*, is_private: bool) -> str:
    if is_private:
        return _("Never %(name)s: you; once sent, HR; once shared, the manager above you.")
    return _(
        "You; once sent, HR and who compares ratings; once shared, %(name)s and the manager above "
        "you."
    )


def _of_others(*, is_private: bool) -> str:
    """Dotted-line managers and managers further up, whose review the author reads too."""
    if is_private:
        return _(
            "Never %(name)s: you; once sent, the author of the review and HR; once shared, the "
            "manager above the author."
        )
    return _(
        "You; once sent, the author of the review and HR; once shared, %(name)s and the manager "
        "above the author."
    )
