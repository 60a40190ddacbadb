"""Whom it concerns that somebody outside cannot be written to; neither who, nor at which address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import can
from fairway.foundation.ports import Notice
from fairway.reviews.models import Review


def not_delivered(event: Any) -> Iterator[Notice]:
    """Whoever holds the cycle, where they may name another; others of HR find it on Home."""
    rows = Review.objects.select_related("cycle__facilitator")
    review = rows.filter(pk=event.subject_id).first()
    holder = review.cycle.facilitator if review else None
    if review is None or holder is None or not can(holder, "readdress", review):
        return
    words = _("An invitation to somebody outside could not be delivered")
    yield Notice(holder, words, reverse("reviews:review_address", args=[review.public_id]))
