"""Whom the events of writing reviews concern, and in which words. Never what was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import Notice
from fairway.reviews.models import Review, WritingRequest


def submitted(event: Any) -> Iterator[Notice]:
    """The author, of a self-review: they may read it beside what they write. Nobody else is told,
    and of a confidential one not even that it was sent."""
    rows = Review.objects.select_related("participant__author", "participant__person")
    review = rows.filter(pk=event.subject_id, kind=Review.Kind.SELF).first()
    if review is None or review.participant.author is None:
        return
    words = format_lazy(_("{name} has sent their self-review"), name=review.participant.person.name)
    yield Notice(
        review.participant.author, words, reverse("reviews:review", args=[review.public_id])
    )


def decided(event: Any) -> Iterator[Notice]:
    """Whoever asked, with the way on."""
    rows = WritingRequest.objects.select_related("by", "review")
    request = rows.filter(pk=event.subject_id).first()
    if request is None or request.is_open:
        return
    if request.granted and request.by_id == request.review.reviewer_id:
        return  # that they have more days is told by what opened it
    if request.granted:
        url = reverse("reviews:review", args=[request.review.public_id])
        yield Notice(request.by, _("You can go on writing the review you asked about"), url)
    else:
        url = reverse("reviews:writing_request", args=[request.public_id])
        yield Notice(request.by, _("Your request about a review was answered"), url)


TOLD = {
    "submitted": submitted,
    "writing_granted": decided,
    "writing_refused": decided,
}
