"""What a review says as one text, the same for the same content, and its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from fairway.reviews.models import Review, Said


def hash_of(review: Review, said: Mapping[str, Said]) -> str:
    """`said` by the public ids of questions. The review's own id is in it, so that equal answers of
    two reviews do not show as equal."""
    return hashlib.sha256(canonical(review, said).encode()).hexdigest()


def canonical(review: Review, said: Mapping[str, Said]) -> str:
    answers: list[list[Any]] = [
        [question, one.value, one.text] for question, one in sorted(said.items()) if one
    ]
    return json.dumps(
        {"review": review.public_id, "number": review.number, "answers": answers},
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )
