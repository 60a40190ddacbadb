"""Whose words may be laid before whoever takes a second look, and for how long they are read there.

Who points to something shows it to two others, and can show no more than is theirs to show: what
either side has said itself, and what everybody here may read. What anybody else said, to the person
alone or to a few, was said to those: of that it is told that it is there, without its words, its
title and who said it. Where nobody is named whose words they are, they are nobody's to pass on.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from fairway.foundation.access import rule
from fairway.people.models import Person
from fairway.people.relations import AUTHOR, grants, own
from fairway.reviews.models import Dispute, Exhibit
from fairway.reviews.rules.participants import only
from fairway.reviews.rules.sharing import SECOND_LOOK

OPEN_TO_ALL = "open"  # a key of the REACHES of evidence
WHILE_LOOKING = Q(dispute__state=Dispute.State.ASSIGNED)


def words_go_along(voice: str, reach: str, sides: Iterable[Person | None]) -> bool:
    """Of something that whoever points may read: `voice` is the public id of whose words it is,
    `sides` are the person and whoever wrote the review."""
    said_by_a_side = bool(voice) and voice in {one.public_id for one in sides if one is not None}
    return said_by_a_side or reach == OPEN_TO_ALL


@rule(Exhibit, "view")
def what_was_pointed_to_is_read_by_the_three(viewer: Person) -> Q:
    """Who decides reads it for as long as the review itself: while they look."""
    return grants(
        own(viewer, "dispute__person"),
        own(viewer, "dispute__author", AUTHOR),
        only(own(viewer, "dispute__reviewer", SECOND_LOOK), WHILE_LOOKING),
    )
