"""Saltmarsh asks outside, too: a customer of Ana's has had the letter and not answered yet."""

from __future__ import annotations

from datetime import date

from fairway.foundation.demo import DemoCompany
from fairway.foundation.ids import new_public_id
from fairway.reviews.models import CycleKind, Nomination, OutsideInvitation, Participant, Review


def name_a_customer(company: DemoCompany, about: Participant, due_on: date) -> None:
    asked_at = company.moment(8, 7, 43)
    named = Nomination.objects.create(
        participant=about,
        kind=CycleKind.Kind.EXTERNAL,
        external_name="Rita Moura",
        external_email="rita@marisol.example",
        proposed_by=company.cast["ana"],
        proposed_at=company.moment(9, 10, 20),
        state=Nomination.State.APPROVED,
        decided_by=company.cast["bo"],
        decided_at=asked_at,
    )
    review = Review.objects.create(
        cycle=about.cycle,
        participant=about,
        kind=CycleKind.Kind.EXTERNAL,
        external_key=new_public_id(),
        opened_at=asked_at,
        due_on=due_on,
    )
    OutsideInvitation.objects.create(review=review, nomination=named, written_at=asked_at)
