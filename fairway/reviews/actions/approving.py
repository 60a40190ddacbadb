"""Say yes to several recommendations at once, each by the one way there is to decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from fairway.foundation.refusal import Refusal
from fairway.foundation.versions import Stale
from fairway.people.models import Person
from fairway.reviews.actions.recommending import decide_step
from fairway.reviews.models import Recommendation


@dataclass(frozen=True)
class Left:
    """One that stays as it was, and why."""

    recommendation: Recommendation
    why: str


def approve_several(
    chosen: Iterable[tuple[Recommendation, int]], *, actor: Person
) -> tuple[list[Recommendation], list[Left]]:
    """Each with the version that was read, and each by itself: one that cannot be decided keeps no
    other back."""
    done: list[Recommendation] = []
    left: list[Left] = []
    for recommendation, version in chosen:
        try:
            done.append(decide_step(recommendation, actor=actor, approve=True, version=version))
        except Stale:
            words = _("It was decided or changed after you opened the page.")
            left.append(Left(recommendation, words))
        except PermissionDenied:
            left.append(Left(recommendation, _("It is not for you to decide.")))
        except Refusal as refusal:
            left.append(Left(recommendation, str(refusal)))
    return done, left
