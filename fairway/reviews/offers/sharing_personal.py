"""What was given out of somebody, said with it and looked at again: handed out, or gone for good.

All of it lies under the person's own key, which erasure destroys; here go the rows' words as well,
and the documents that were made of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from fairway.foundation.files.storing import forget_files
from fairway.foundation.sealing import Erased
from fairway.people.models import Person
from fairway.reviews.models import (
    Acknowledgement,
    Dispute,
    DisputeEvidence,
    Exhibit,
    Packet,
    ReportOf360,
    SharedVersion,
)


def export(person: Person) -> Iterator[dict[str, Any]]:
    """What they may read themselves; of what others said in confidence, the report alone."""
    try:
        yield from _theirs(person)
    except Erased:
        return


def _theirs(person: Person) -> Iterator[dict[str, Any]]:
    for version in SharedVersion.objects.allowed(person).filter(person=person):
        yield {
            "kind": "review",
            "version": version.number,
            "at": version.to_subject_at,
            "content": version.words(),
        }
    for one in Acknowledgement.objects.filter(person=person):
        yield {"kind": "review acknowledged", "at": one.at, "comment": one.read_comment()}
    for report in ReportOf360.objects.allowed(person).filter(person=person):
        yield {"kind": "report of 360", "at": report.released_at, "content": report.words()}
    for dispute in Dispute.objects.allowed(person).filter(person=person):
        yield {
            "kind": "second look",
            "at": dispute.opened_at,
            "words": dispute.read_words(),
            "answer": dispute.read_response(),
            "decision": dispute.decision,
            "reason": dispute.read_reason(),
            "evidence": [one.read_words() for one in dispute.evidence.all()],
            "pointed to": [_pointed_to(one) for one in dispute.exhibits.allowed(person)],
        }


def _pointed_to(one: Exhibit) -> dict[str, Any]:
    said = one.words()
    return {
        "what": one.source,
        "day": one.day,
        "title": said.get("title", ""),
        "words": said.get("words", ""),
    }


@transaction.atomic
def erase(person: Person) -> int:
    """Only for who has left. That there was a review, and its hash, stay; its words go."""
    if Person.objects.filter(pk=person.pk, active=True).exists():
        return 0
    gone = 0
    for packet in Packet.objects.filter(version__person=person):
        gone += forget_files(packet)
    gone += Packet.objects.filter(version__person=person).delete()[0]
    gone += SharedVersion.objects.filter(person=person).update(content=None, rating=None)
    gone += Acknowledgement.objects.filter(person=person).update(comment=None)
    gone += ReportOf360.objects.filter(person=person).update(content=None)
    gone += DisputeEvidence.objects.filter(person=person).update(words=None)
    gone += Exhibit.objects.filter(person=person).update(content=None)
    mine = Dispute.objects.filter(person=person)
    gone += mine.update(words=None, response=None, reason=None, rating=None)
    return gone
